using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>
/// A roundabout way to a final state: each claim, citation and erroneous mark is switched on and off, in any order and with
/// reads in between; those of the final state an odd number of times, passing ones an even number.
/// </summary>
internal sealed record History<TClaim>(
    TClaim[] Claims, (string Report, string Cited)[] Citations, string[] Erroneous, History<TClaim>.Switch[] Switches)
    where TClaim : EvidenceClaim
{
    public enum Kind
    {
        Claim,
        Citation,
        Erroneous,
        Read,
    }

    /// <summary>Histories of the claims, some of which pass, as do some citations and marks.</summary>
    public static Gen<History<TClaim>> Of(Gen<TClaim[]> claims, Gen<(string Report, string Cited)[]> citations) =>
        Gen.Select(claims, citations, Gen.Int[0, 13].Select(Some.Report).Array[0, 3], Gen.Int[0, 3].Array[200]).SelectMany(
            (all, edges, marks, counts) =>
            {
                var erroneous = marks.Distinct().ToArray();
                var switches = new List<Switch>();
                var final = (
                    Claims: Flip(Kind.Claim, all, counts, switches),
                    Citations: Flip(Kind.Citation, edges, counts, switches),
                    Erroneous: Flip(Kind.Erroneous, erroneous, counts, switches));
                switches.AddRange(Enumerable.Range(0, all.Length / 4).Select(_ => new Switch(Kind.Read, 0)));
                return Gen.Shuffle(switches.ToArray()).Select(order => new History<TClaim>(all, edges, erroneous, order) { Final = final });
            });

    public (TClaim[] Claims, (string Report, string Cited)[] Citations, string[] Erroneous) Final { get; private init; }

    /// <summary>What is known about the reports in the end, told in the shortest way.</summary>
    public Provenance FinalProvenance()
    {
        var provenance = Some.Citing(Final.Citations);
        foreach (var report in Final.Erroneous)
            provenance.MarkErroneous(report);
        return provenance;
    }

    public void Replay(AttributeFusion<TClaim> fusion, Provenance provenance, Action read)
    {
        foreach (var (kind, item) in Switches)
        {
            switch (kind)
            {
                case Kind.Claim:
                    if (!fusion.Remove(Claims[item].ClaimId))
                        Assert.True(fusion.Add(Claims[item]));
                    break;
                case Kind.Citation:
                    if (!provenance.Uncite(Citations[item].Report, Citations[item].Cited))
                        Assert.True(provenance.Cite(Citations[item].Report, Citations[item].Cited));
                    break;
                case Kind.Erroneous:
                    if (!provenance.UnmarkErroneous(Erroneous[item]))
                        Assert.True(provenance.MarkErroneous(Erroneous[item]));
                    break;
                default:
                    read();
                    break;
            }
        }
    }

    private static T[] Flip<T>(Kind kind, T[] items, int[] counts, List<Switch> switches)
    {
        var final = new List<T>();
        for (var i = 0; i < items.Length; i++)
        {
            var times = Math.Max(1, counts[(i * 7 + (int)kind) % counts.Length]);
            switches.AddRange(Enumerable.Repeat(new Switch(kind, i), times));
            if (times % 2 == 1)
                final.Add(items[i]);
        }

        return [.. final];
    }

    public readonly record struct Switch(Kind Kind, int Item);
}
