using System.IO.Hashing;
using System.Text;

namespace Compounds.Grains.Shards;

/// <summary>Which silo writes which shard: equally many each, and few that change when a silo comes or goes.</summary>
/// <remarks>
/// Each shard has an order of preference among the silos, by a hash of both, and takes the first that has room. All silos that know the same
/// members come to the same map without asking each other; while they do not, a shard may have two writers for a moment.
/// </remarks>
internal static class ShardMap
{
    /// <summary>Spreads shards over silos.</summary>
    /// <param name="shards">The number of shards, at least 1.</param>
    /// <param name="silos">The names of the silos, at least one, in any order.</param>
    /// <returns>The index in <paramref name="silos"/> of each shard's silo.</returns>
    public static int[] Spread(int shards, IReadOnlyList<string> silos)
    {
        var (map, taken, most) = (new int[shards], new int[silos.Count], (shards + silos.Count - 1) / silos.Count);
        for (var shard = 0; shard < shards; shard++)
        {
            var best = Enumerable.Range(0, silos.Count).Where(silo => taken[silo] < most)
                .MaxBy(silo => (XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{silos[silo]} {shard}")), silos[silo]))!;
            map[shard] = best;
            taken[best]++;
        }

        return map;
    }
}
