using Compounds.Grains.Callers;
using Compounds.Grains.Networks;
using Compounds.Readers;
using Orleans.Concurrency;

namespace Compounds.Grains.Fronts;

/// <summary>One search for sets of cuts, of one class of readers. The key is <see cref="ReaderKey"/>, a slash, and the question's address.</summary>
[Alias("grain/front"), KeyedByReader]
public interface IFrontGrain : IGrainWithStringKey
{
    /// <summary>Asks. The same question again is the same computation; after a cancellation or a failure it starts anew.</summary>
    /// <returns>Whether it was never asked before.</returns>
    /// <exception cref="TimeoutException">No answer in 30 seconds. Whether it was asked is unknown; asking again is safe.</exception>
    [Alias("ask")]
    Task<bool> AskAsync(FrontQuestion question, CancellationToken cancellationToken = default);

    /// <summary>All that is known of it; null when nobody of these readers ever asked it.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<FrontView?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>How far it is, as soon as that differs from what the caller has seen, or after a while without.</summary>
    /// <param name="seen">What the caller has seen; null to be told at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The progress; null when nobody ever asked it.</returns>
    [Alias("follow"), AlwaysInterleave]
    Task<FrontProgress?> FollowAsync(FrontProgress? seen, CancellationToken cancellationToken = default);

    /// <summary>Stops it. Idempotent; one that has ended stays as it is.</summary>
    /// <returns>False when nobody ever asked it.</returns>
    [Alias("cancel"), AlwaysInterleave]
    Task<bool> CancelAsync(CancellationToken cancellationToken = default);
}

/// <summary>Finds fronts.</summary>
public static class FrontGrains
{
    /// <summary>A front of a reader's class.</summary>
    public static IFrontGrain GetFront(this IGrainFactory grains, Reader reader, string id) => grains.GetGrain<IFrontGrain>($"{ReaderKey.Of(reader)}/{id}");
}
