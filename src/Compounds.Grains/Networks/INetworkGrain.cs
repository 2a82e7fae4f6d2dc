using Compounds.Grains.Callers;
using Compounds.Assessments;
using Compounds.Readers;
using Orleans.Concurrency;

namespace Compounds.Grains.Networks;

/// <summary>The networks of one class of readers. The key is <see cref="ReaderKey"/>.</summary>
[Alias("grain/network"), KeyedByReader]
public interface INetworkGrain : IGrainWithStringKey
{
    /// <summary>Compiles what these readers may know into a network. What did not change since is not read again.</summary>
    [Alias("compile"), AlwaysInterleave]
    Task<NetworkView> CompileAsync(SubjectQuestion question, CancellationToken cancellationToken = default);

    /// <summary>A network that was compiled for these readers.</summary>
    /// <returns>The network; null when it never was, or long ago and no scenario rests on it.</returns>
    [Alias("find"), AlwaysInterleave]
    Task<NetworkView?> FindAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>Keeps a network for ever, because a scenario rests on it. Idempotent.</summary>
    /// <returns>False when it is not known; see <see cref="FindAsync"/>.</returns>
    [Alias("keep"), AlwaysInterleave]
    Task<bool> KeepAsync(string hash, CancellationToken cancellationToken = default);
}

/// <summary>Finds the networks of readers.</summary>
public static class NetworkGrains
{
    /// <summary>The networks of a reader's class.</summary>
    public static INetworkGrain GetNetworks(this IGrainFactory grains, Reader reader) => grains.GetGrain<INetworkGrain>(ReaderKey.Of(reader));
}
