using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using Compounds.Exchange.Generation;

namespace Compounds.Cli.Generating;

/// <summary><c>compounds generate</c>: writes synthetic reports.</summary>
internal sealed class GenerateCommand
{
    private const int LinesAtOnce = 256;

    private static readonly SyntheticOptions s_defaults = new();

    private readonly Option<long> _reports = new("--reports") { Description = "How many lines.", Required = true };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The seed; the same seed and options give the same bytes on every machine.", Required = true };
    private readonly Option<int> _subjects = Of("--subjects", "How many subjects, 20 to 200,000.", s_defaults.Subjects);
    private readonly Option<int> _agencies = Of("--agencies", "How many agencies file, 1 to 99.", s_defaults.Agencies);
    private readonly Option<string> _until = Of("--until", "The instant before which everything was written.", "2026-11-24T00:00:00Z");
    private readonly Option<double> _revisions = Of("--revisions", "The share of lines that revise an earlier report.", s_defaults.RevisionShare);
    private readonly Option<double> _retractions = Of("--retractions", "The share of lines that take a report back.", s_defaults.RetractionShare);
    private readonly Option<double> _duplicates = Of("--duplicates", "The share of lines that repeat an earlier line.", s_defaults.DuplicateShare);
    private readonly Option<double> _copies = Of("--copies", "The share of lines that pass on another agency's report and cite it.", s_defaults.CopyShare);
    private readonly Option<double> _origins = Of("--origins", "The share of the other reports that cite a common origin.", s_defaults.OriginShare);
    private readonly Option<double> _unmarked = Of("--unmarked", "The share of reports without handling.", s_defaults.UnmarkedShare);
    private readonly Option<double> _outliers = Of("--outliers", "The share of numbers that are wrong by a factor of eight.", s_defaults.OutlierShare);
    private readonly Option<int> _narrative = Of("--narrative", "The length of a narrative in characters, 0 to 20,000.", s_defaults.NarrativeLength);
    private readonly Option<string?> _out = new("--out") { Description = "The file to write; without it the reports go to the standard output." };
    private readonly Option<string?> _agenciesOut = new("--agencies-out") { Description = "A file for the list of agencies that 'compounds agencies register' reads." };

    private readonly Screen _screen;
    private readonly TimeProvider _clock;

    private GenerateCommand(Screen screen, TimeProvider clock)
    {
        _screen = screen;
        _clock = clock;
        _reports.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<long>() < 0)
                result.AddError("--reports must be 0 or more.");
        });
    }

    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen, TimeProvider clock)
    {
        var generate = new GenerateCommand(screen, clock);
        var command = new Command(
            "generate", "Writes synthetic reports, the same for the same seed, for example: compounds generate --reports 100000 --seed 1 --out reports.ndjson --agencies-out agencies.json");
        Option[] options =
        [
            generate._reports, generate._seed, generate._subjects, generate._agencies, generate._until, generate._revisions, generate._retractions, generate._duplicates,
            generate._copies, generate._origins, generate._unmarked, generate._outliers, generate._narrative, generate._out, generate._agenciesOut,
        ];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(generate.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = Read(parsed);
        if (options.Fault() is { } fault)
            throw new CommandException(fault);
        if (parsed.GetValue(_agenciesOut) is { } agenciesOut)
        {
            await using var list = File.Create(agenciesOut);
            SyntheticAgency.WriteTo(list, SyntheticAgency.All(options.Agencies));
        }

        var started = _clock.GetTimestamp();
        var path = parsed.GetValue(_out);
        await using var output = path is null ? Console.OpenStandardOutput() : File.Create(path);
        await WriteAsync(output, parsed.GetValue(_seed), options, parsed.GetValue(_reports), cancellationToken);
        if (path is not null)
        {
            var rate = parsed.GetValue(_reports) / Math.Max(_clock.GetElapsedTime(started).TotalSeconds, 0.001);
            _screen.Say($"{path}: {parsed.GetValue(_reports):N0} lines, {output.Length:N0} bytes, {rate:N0} lines/s");
        }

        return ExitCode.Done;
    }

    private static async Task WriteAsync(Stream output, ulong seed, SyntheticOptions options, long count, CancellationToken cancellationToken)
    {
        using var reports = new SyntheticReports(seed, options);
        var writer = PipeWriter.Create(output, new StreamPipeWriterOptions(minimumBufferSize: 64 * 1024, leaveOpen: true));
        for (var left = count; left > 0; left -= LinesAtOnce)
        {
            reports.WriteTo(writer, Math.Min(left, LinesAtOnce));
            await writer.FlushAsync(cancellationToken);
        }

        await writer.CompleteAsync();
    }

    private SyntheticOptions Read(ParseResult parsed) => new()
    {
        Subjects = parsed.GetValue(_subjects), Agencies = parsed.GetValue(_agencies), Until = ReadUntil(parsed.GetValue(_until)),
        RevisionShare = parsed.GetValue(_revisions), RetractionShare = parsed.GetValue(_retractions), DuplicateShare = parsed.GetValue(_duplicates),
        CopyShare = parsed.GetValue(_copies), OriginShare = parsed.GetValue(_origins), UnmarkedShare = parsed.GetValue(_unmarked),
        OutlierShare = parsed.GetValue(_outliers), NarrativeLength = parsed.GetValue(_narrative),
    };

    private static DateTimeOffset ReadUntil(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until : throw new CommandException($"'{text}' is not an instant such as 2026-11-24T00:00:00Z.");

    private static Option<T> Of<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };
}
