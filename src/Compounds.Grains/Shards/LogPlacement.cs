using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Subjects;
using Orleans.Runtime.Placement;

namespace Compounds.Grains.Shards;

/// <summary>A grain lives where the log of its stream is written, so that what it writes and reads crosses no network but that to the store.</summary>
[Serializable, GenerateSerializer, Immutable, Alias("value/log-placement")]
internal sealed class LogPlacement : PlacementStrategy;

/// <summary>Finds the silo of a grain. A grain that is there already stays where it is.</summary>
internal sealed class LogPlacementDirector(AzureBlobLog log, ShardPlaces places) : IPlacementDirector
{
    private static readonly HashSet<string> s_kinds = [.. Enum.GetValues<SubjectKind>().Select(static kind => kind.Text())];

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(places.SiloOf(ShardOf(target.GrainIdentity), context.GetCompatibleSilos(target)));

    private int ShardOf(GrainId grain)
    {
        var (type, key) = (grain.Type.ToString()!, grain.Key.ToString()!);
        return type switch
        {
            "log-shard" when int.TryParse(key, out var shard) && shard < log.Shards => shard,
            "inbox" => log.NumberOf(InboxFacts.Prefix + key),
            _ when s_kinds.Contains(type) => log.NumberOf(SubjectStream.Prefix + key),
            _ => log.NumberOf($"{type}/{key}"),
        };
    }
}
