using System.IO.Compression;
using System.Text.Json;
using Compounds.Ledger;

namespace Compounds.Grains.States;

/// <summary>A grain whose state is a preference: kept as a whole, changed by facts that are not kept themselves.</summary>
/// <remarks>Earlier versions kept preferences in the ledger. A grain that has none yet reads its former stream, once; the stream stays as it is.</remarks>
/// <param name="kept">Where it is kept.</param>
/// <param name="format">The name of its format.</param>
/// <param name="log">The ledger.</param>
/// <param name="former">The stream in which it was once kept.</param>
/// <param name="folding">How changes become a state.</param>
internal abstract class PreferenceGrain<TState, TFact>(
    IPersistentState<KeptState> kept, string format, IEventLog log, string former, Folding<TState, TFact> folding) : Grain
{
    /// <summary>The preference as it is kept.</summary>
    protected TState State { get; private set; } = folding.Start();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (kept.RecordExists)
        {
            State = kept.State.Format == format ? Unpack(kept.State.Body)
                : throw new InvalidDataException($"The {format} of {this.GetGrainId()} is kept as '{kept.State.Format}', which this version cannot read.");
            return;
        }

        var facts = new List<TFact>();
        await foreach (var fact in log.ReadAsync(former, 1, cancellationToken))
            facts.Add(folding.Codec.Read(fact));
        if (facts.Count > 0)
            await ChangeAsync(facts);
    }

    /// <summary>Applies changes and keeps the result, before anybody sees it.</summary>
    /// <exception cref="LedgerUnavailableException">It could not be kept, and nothing changed; ask again.</exception>
    protected async Task ChangeAsync(IReadOnlyList<TFact> changes)
    {
        if (changes.Count == 0)
            return;
        var next = changes.Aggregate(State, (state, change) => folding.Fold(state, change, default));
        kept.State = new KeptState { Format = format, Body = Pack(next) };
        try
        {
            await kept.WriteStateAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The next activation reads what stands there, whoever wrote it.
            DeactivateOnIdle();
            throw new LedgerUnavailableException("Your settings could not be kept; ask again.", failure);
        }

        State = next;
    }

    /// <summary>The form in which the state is kept, of types that read back as they were written.</summary>
    protected abstract object Form(TState state);

    /// <summary>The state of a kept form.</summary>
    protected abstract TState Read(Stream form);

    /// <summary>Reads a form.</summary>
    protected static T Read<T>(Stream form) => JsonSerializer.Deserialize<T>(form, StoredJson.Options) ?? throw new InvalidDataException("A kept preference is empty.");

    private byte[] Pack(TState state)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(zip, Form(state), StoredJson.Options);
        return packed.ToArray();
    }

    private TState Unpack(ReadOnlyMemory<byte> body)
    {
        using var unzip = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
        return Read(unzip);
    }
}
