using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>Takes an assessment apart into its claims.</summary>
internal sealed class Explanation(Weighing weighing, Provenance provenance, EvidenceIndex index, Decay decay)
{
    /// <summary>The contributions; <paramref name="probability"/> says how probable a claim's value is with the index as it is.</summary>
    public IReadOnlyList<Contribution> Of(IReadOnlyList<CodeClaim> claims, Func<CodeClaim, double> probability)
    {
        var contributions = new List<Contribution>(claims.Count);
        var before = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var claim in claims)
        {
            var shares = SharesOf(claim);
            var nats = NatsOf(claim, shares);
            if (!before.TryGetValue(claim.Code, out var held))
                before.Add(claim.Code, held = probability(claim));
            contributions.Add(new(
                claim.ClaimId, claim.Code, claim.Denied, GradeOf(claim), decay.AsOfHour - claim.ObservedHour, weighing.HalfLifeHours,
                nats, GradeTable.ToDecibans(nats), Without(claim, probability) - held, shares, shares.Count == 0, provenance.IsCircular(claim.ReportId)));
        }

        return [.. contributions.OrderBy(contribution => contribution.Code, StringComparer.Ordinal)
            .ThenByDescending(contribution => Math.Abs(contribution.Nats))
            .ThenBy(contribution => contribution.ClaimId, StringComparer.Ordinal)];
    }

    /// <summary>Where a claim stands; empty when it has no weight because it needs review.</summary>
    public IReadOnlyList<OriginShare> SharesOf(EvidenceClaim claim)
    {
        var origins = index.OriginsOf(claim);
        var shares = new OriginShare[origins.Length];
        for (var i = 0; i < origins.Length; i++)
        {
            var support = index.Find(claim)!;
            var group = support.Find(origins[i])!;
            var rank = group.RankOf(support.Share(claim, origins.Length));
            var clusterRank = group.Cluster!.RankOf(group);
            var weight = At(weighing.OriginDiscounts, rank) * At(weighing.ClusterDiscounts, clusterRank) / origins.Length;
            shares[i] = new(origins[i], rank + 1, group.Cluster.Id, clusterRank + 1, weight);
        }

        return shares;
    }

    /// <summary>The grade with which a claim counts.</summary>
    public Grade GradeOf(EvidenceClaim claim) => weighing.GradeOf(claim, index.Find(claim)?.Confirmed ?? false);

    /// <summary>What <paramref name="measure"/> would be without a claim, exactly.</summary>
    public T Without<TClaim, T>(TClaim claim, Func<TClaim, T> measure)
        where TClaim : EvidenceClaim
    {
        index.Remove(claim);
        var without = measure(claim);
        index.Add(claim);
        return without;
    }

    private static double At(ReadOnlySpan<double> discounts, int rank) => rank < discounts.Length ? discounts[rank] : 0;

    private double NatsOf(CodeClaim claim, IReadOnlyList<OriginShare> shares)
    {
        if (shares.Count == 0)
            return 0;

        var whole = decay.Of(index.Find(claim)!.Share(claim, 1).Strength);
        var nats = shares.Sum(share => whole * share.Weight);
        return claim.Denied ? -nats : nats;
    }
}
