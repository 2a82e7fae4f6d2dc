using Compounds.Ledger;

namespace Compounds.Grains.Shards;

/// <summary>Where each shard of the ledger is written, as far as this silo knows the members of the cluster. Thread-safe.</summary>
internal sealed class ShardPlaces(AzureBlobLog log, ISiloStatusOracle members)
{
    // Members change seldom; a map that was made twice is the same.
    private volatile KnownMap? _known;

    /// <summary>The silo of a shard.</summary>
    /// <param name="shard">The number of the shard, from 0.</param>
    /// <param name="silos">The silos of which one is wanted, at least one.</param>
    public SiloAddress SiloOf(int shard, SiloAddress[] silos)
    {
        if (_known is not { } known || !known.Silos.AsSpan().SequenceEqual(silos))
            _known = known = new KnownMap(silos, ShardMap.Spread(log.Shards, [.. silos.Select(static silo => silo.ToParsableString())]));
        return silos[known.Map[shard]];
    }

    /// <summary>Whether a shard is to be written by this silo; yes as well while it is not a member itself.</summary>
    public bool IsHere(int shard)
    {
        SiloAddress[] active = [.. members.GetApproximateSiloStatuses(onlyActive: true).Keys.Order()];
        return !active.Contains(members.SiloAddress) || SiloOf(shard, active).Equals(members.SiloAddress);
    }

    private sealed record KnownMap(SiloAddress[] Silos, int[] Map);
}
