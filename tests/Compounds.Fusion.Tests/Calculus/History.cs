using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>
/// A roundabout way to a world: each claim, filing, citation, cluster and erroneous mark is switched on and off, in any order and
/// with reads in between at as-of times that rise and fall; those of the world an odd number of times, passing ones an even number.
/// </summary>
internal sealed record History<TClaim>(World<TClaim> All, World<TClaim> Final, History<TClaim>.Switch[] Switches)
    where TClaim : EvidenceClaim
{
    public enum Kind
    {
        Claim,
        Filing,
        Citation,
        Cluster,
        Erroneous,
        Read,
    }

    public static Gen<History<TClaim>> Of(Gen<World<TClaim>> worlds) =>
        Gen.Select(worlds, Gen.Int[0, 9].Array[200], Gen.Int[-3000, 3000].Array[30]).SelectMany(
        (world, counts, hours) =>
        {
            var switches = new List<Switch>();
            var final = world with
            {
                Claims = Flip(Kind.Claim, world.Claims, counts, switches),
                Filed = Flip(Kind.Filing, world.Filed, counts, switches),
                Cites = Flip(Kind.Citation, world.Cites, counts, switches),
                Clusters = Flip(Kind.Cluster, world.Clusters, counts, switches),
                Erroneous = Flip(Kind.Erroneous, world.Erroneous, counts, switches),
            };

            // Mostly at one time, so that what is kept between reads is put to use.
            switches.AddRange(Enumerable.Range(0, 40)
                .Select(i => new Switch(Kind.Read, i < 30 ? 600 : i < 35 ? hours[i - 30] / 100 : hours[i - 30])));
            return Gen.Shuffle(switches.ToArray()).Select(order => new History<TClaim>(world, final, order));
        });

    public void Replay(AttributeFusion<TClaim> fusion, Provenance provenance, Action<long> read)
    {
        foreach (var (kind, item) in Switches)
        {
            switch (kind)
            {
                case Kind.Claim:
                    if (!fusion.Remove(All.Claims[item].ClaimId))
                        Assert.True(fusion.Add(All.Claims[item]));
                    break;
                case Kind.Filing:
                    if (!provenance.Withdraw(All.Filed[item].Report))
                        Assert.True(provenance.File(All.Filed[item].Report, All.Filed[item].Source));
                    break;
                case Kind.Citation:
                    if (!provenance.Uncite(All.Cites[item].Report, All.Cites[item].Cited))
                        Assert.True(provenance.Cite(All.Cites[item].Report, All.Cites[item].Cited));
                    break;
                case Kind.Cluster:
                    if (!provenance.WithdrawCluster(All.Clusters[item].Source))
                        Assert.True(provenance.DeclareCluster(All.Clusters[item].Source, All.Clusters[item].Cluster));
                    break;
                case Kind.Erroneous:
                    if (!provenance.UnmarkErroneous(All.Erroneous[item]))
                        Assert.True(provenance.MarkErroneous(All.Erroneous[item]));
                    break;
                default:
                    read(Worlds.Now + item);
                    break;
            }
        }
    }

    // Most once, some twice or three times.
    private static T[] Flip<T>(Kind kind, T[] items, int[] counts, List<Switch> switches)
    {
        var final = new List<T>();
        for (var i = 0; i < items.Length; i++)
        {
            var times = counts[((i * 7) + (int)kind) % counts.Length] switch { 0 or 1 => 2, 2 => 3, _ => 1 };
            switches.AddRange(Enumerable.Repeat(new Switch(kind, i), times));
            if (times % 2 == 1)
                final.Add(items[i]);
        }

        return [.. final];
    }

    public readonly record struct Switch(Kind Kind, int Item);
}
