using Orleans.Core;
using Orleans.Storage;

namespace Compounds.Grains.States;

/// <summary>A shortcut of one grain, in one format. Whoever cannot use what is kept does the work again.</summary>
/// <param name="kept">Where it is kept.</param>
/// <param name="format">The format that is understood; another one is as good as none.</param>
internal sealed class Shortcut(IStorage<KeptState> kept, string format)
{
    /// <summary>What is kept in this format; null when there is nothing.</summary>
    public KeptState? Kept => kept.RecordExists && kept.State.Format == format ? kept.State : null;

    /// <summary>Keeps another one. When a rival kept his meanwhile, that one stays: his is as good.</summary>
    /// <param name="version">The version of the last fact that it rests on.</param>
    /// <param name="link">The ledger's link at that version; empty where the body is known to be right by other means.</param>
    /// <param name="body">The state.</param>
    public async Task KeepAsync(long version, ReadOnlyMemory<byte> link, ReadOnlyMemory<byte> body)
    {
        kept.State = new KeptState { Format = format, Version = version, Link = link, Body = body };
        try
        {
            await kept.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            await kept.ReadStateAsync();
        }
    }
}
