using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compounds.Exchange.Generation;

/// <summary>
/// An endless stream of synthetic reports as NDJSON in the wire format of intake: every line is valid, and the bytes depend on the
/// seed and the options alone. Each call continues where the last one stopped. Not safe for use by two threads at once.
/// </summary>
public sealed class SyntheticReports : IDisposable
{
    private const int Remembered = 1_024;
    private const int MinutesOfAYear = 365 * 24 * 60;

    private static readonly string[] s_reasons = ["erroneous", "withdrawn", "withdrawn", "handling"];

    private readonly ulong _seed;
    private readonly SyntheticOptions _options;
    private readonly SyntheticEnvelope _envelope;
    private readonly SyntheticClaims _claims;
    private readonly WeightedDraw _agencies;
    private readonly DateTime _until;
    private readonly List<SyntheticFiling> _filed = new(Remembered);
    private readonly Utf8JsonWriter _writer = new(Stream.Null, new JsonWriterOptions { Encoder = Encoder, SkipValidation = true });

    private long _lines;

    /// <summary>Begins a stream.</summary>
    /// <param name="seed">Any number; it is part of the ids, so that the reports of two seeds can live in one store.</param>
    /// <param name="options">What the stream looks like, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The options are out of range; <see cref="SyntheticOptions.Fault"/> says how.</exception>
    public SyntheticReports(ulong seed, SyntheticOptions? options = null)
    {
        _options = options ?? new SyntheticOptions();
        if (_options.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        _seed = seed;
        _envelope = new SyntheticEnvelope(seed, _options);
        _claims = new SyntheticClaims(seed, _options);
        _agencies = WeightedDraw.Zipf(_options.Agencies);
        _until = _options.Until.UtcDateTime.AddHours(-1);
    }

    // Names in other scripts stay readable, as agencies write them; the default encoder would triple their size.
    internal static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes the next lines, each ended by a line feed.</summary>
    /// <param name="output">Receives the bytes; some 900 a line by default.</param>
    /// <param name="count">How many lines; 0 or more.</param>
    public void WriteTo(IBufferWriter<byte> output, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (var i = 0L; i < count; i++)
        {
            _writer.Reset(output);
            WriteNext();
            _writer.Flush();
            output.Write("\n"u8);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void WriteNext()
    {
        var line = ++_lines;
        var chance = new Chance(Chance.Key(_seed, 0, (ulong)line));
        var part = chance.Unit();
        if (_filed.Count == 0)
            part = 1;
        var at = _filed.Count == 0 ? 0 : chance.Below(_filed.Count);
        if ((part -= _options.DuplicateShare) < 0)
            WriteReport(_filed[at]);
        else if ((part -= _options.RetractionShare) < 0)
            WriteRetraction(at, ref chance);
        else if ((part -= _options.RevisionShare) < 0)
            WriteReport(_filed[at] = Revise(_filed[at], line, ref chance));
        else if ((part -= _options.CopyShare) < 0)
            WriteReport(Remember(Copy(_filed[at], line, ref chance), ref chance));
        else
            WriteReport(Remember(Fresh(line, ref chance), ref chance));
    }

    private SyntheticFiling Fresh(long line, ref Chance chance)
    {
        var writtenAt = _until.AddMinutes(-chance.Below(MinutesOfAYear - 60));
        return new SyntheticFiling(line, _agencies.Next(ref chance), 1, Key(1, line), Key(2, line), Key(3, line), writtenAt, writtenAt, (-1, 0));
    }

    private SyntheticFiling Revise(SyntheticFiling filing, long line, ref Chance chance)
    {
        var writtenAt = After(filing.WrittenAt, ref chance);
        return filing with { Revision = filing.Revision + 1, EnvelopeKey = Key(1, line), ValueKey = Key(3, line), WrittenAt = writtenAt, ContentAt = writtenAt };
    }

    private SyntheticFiling Copy(SyntheticFiling source, long line, ref Chance chance)
    {
        var other = _options.Agencies == 1 ? 0 : (source.Agency + 1 + chance.Below(_options.Agencies - 1)) % _options.Agencies;
        return source with
        {
            Number = line, Agency = other, Revision = 1, EnvelopeKey = Key(1, line), WrittenAt = After(source.WrittenAt, ref chance),
            Cited = (source.Agency, source.Number),
        };
    }

    /// <summary>Up to ten days after another report, and never after the end of the period.</summary>
    private DateTime After(DateTime writtenAt, ref Chance chance)
    {
        var later = writtenAt.AddMinutes(30 + chance.Below(14_400));
        return later < _until ? later : _until;
    }

    /// <summary>Keeps a filing for later lines to refer to, in place of any other once there are enough.</summary>
    private SyntheticFiling Remember(SyntheticFiling filing, ref Chance chance)
    {
        if (_filed.Count < Remembered)
            _filed.Add(filing);
        else
            _filed[chance.Below(Remembered)] = filing;
        return filing;
    }

    private ulong Key(ulong stream, long line) => Chance.Key(_seed, stream, (ulong)line);

    private void WriteReport(SyntheticFiling filing)
    {
        _writer.WriteStartObject();
        _envelope.Write(_writer, filing);
        _claims.Write(_writer, filing);
        _writer.WriteEndObject();
    }

    private void WriteRetraction(int at, ref Chance chance)
    {
        var filing = _filed[at];
        _filed[at] = _filed[^1];
        _filed.RemoveAt(_filed.Count - 1);
        _writer.WriteStartObject();
        _envelope.WriteId(_writer, "retract"u8, filing.Number);
        _envelope.WriteAgency(_writer, filing.Agency);
        _writer.WriteString("reason"u8, s_reasons[chance.Below(s_reasons.Length)]);
        _writer.WriteEndObject();
    }
}
