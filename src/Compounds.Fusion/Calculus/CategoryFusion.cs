namespace Compounds.Fusion;

/// <summary>
/// Fuses claims about an attribute whose values are codes or ids: one of several, such as a status, or any number, such as suppliers.
/// </summary>
public sealed class CategoryFusion(FusionRule rule, Provenance provenance) : AttributeFusion<CodeClaim>(rule, provenance)
{
    /// <summary>What the held claims say at a time.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z.</param>
    public CategoryAssessment Assess(long asOfHour) => new CategoryReading((CategoryIndex)IndexAt(asOfHour), asOfHour).Assess();

    /// <summary>What each claim that counts contributes, and what the probability of its value would be without it.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z.</param>
    /// <returns>By value, then by size of contribution, largest first.</returns>
    public IReadOnlyList<Contribution> Explain(long asOfHour)
    {
        var index = (CategoryIndex)IndexAt(asOfHour);
        var decay = index.Decay();
        var before = new Dictionary<string, double>(StringComparer.Ordinal);
        var contributions = new List<Contribution>();
        foreach (var claim in Claims())
        {
            if (index.Find(claim.ClaimId) is not { } held)
                continue;

            if (!before.TryGetValue(claim.Code, out var with))
                before.Add(claim.Code, with = new CategoryReading(index, asOfHour).ProbabilityOf(claim.Code));
            var side = index.SideOf(claim);
            var (shares, retained) = (side.Support.Ranks.SharesOf(held), side.RetainedOf(held));
            var nats = side.Support.Ranks.NatsOf(held) * decay * (claim.IsDenied ? -1 : 1);
            var without = index.Without(claim, () => new CategoryReading(index, asOfHour).ProbabilityOf(claim.Code));
            contributions.Add(new(
                claim.ClaimId, claim.Code, claim.IsDenied, claim.Grade, asOfHour - Math.Min(claim.ObservedHour, asOfHour),
                Rule.HalfLifeHours,
                nats, GradeTable.ToDecibans(nats), retained, without - with, shares, NeedsReview: false,
                Provenance.IsCircular(claim.ReportId)));
        }

        contributions.AddRange(index.UnderReview.Select(claim => new Contribution(
            claim.ClaimId, claim.Code, claim.IsDenied, claim.Grade, asOfHour - Math.Min(claim.ObservedHour, asOfHour), Rule.HalfLifeHours,
            0, 0, 0, 0, [], NeedsReview: true, Provenance.IsCircular(claim.ReportId))));
        return [.. contributions.OrderBy(static contribution => contribution.Code, StringComparer.Ordinal)
            .ThenByDescending(static contribution => Math.Abs(contribution.Nats))
            .ThenBy(static contribution => contribution.ClaimId, StringComparer.Ordinal)];
    }

    private protected override EvidenceIndex<CodeClaim> NewIndex(long asOfHour) => new CategoryIndex(Rule, Provenance, asOfHour);
}
