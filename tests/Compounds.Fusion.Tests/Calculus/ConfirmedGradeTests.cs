using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The policy that "confirmed by others" does not count what is counted here anyway.</summary>
public class ConfirmedGradeTests
{
    private static readonly FusionConstants Capped = FusionConstants.Standard with
    {
        CapConfirmed = FusionConstants.Standard.CapConfirmed with { Value = true },
    };

    private static readonly CategoryRule Rule = new(Some.StatusPriors, Some.HalfLife, Capped);
    private static readonly CodeClaim Confirmed = Some.Claim("c1", "r1", "ngoA", "Operating", "A1", Some.Now);

    [Fact]
    public void Alone_it_counts_as_it_is_graded() => Assert.Equal(Grade.Parse("A1"), Explained([Confirmed]).Single().Grade);

    [Fact]
    public void Another_report_of_its_own_source_leaves_it() =>
        Assert.Equal(Grade.Parse("A1"), Explained([Confirmed, Confirmed with { ClaimId = "c2", ReportId = "r2" }])[0].Grade);

    [Fact]
    public void Another_source_saying_something_else_leaves_it() =>
        Assert.Contains(Explained([Confirmed, Some.Claim("c2", "r2", "police", "Raided", "B2", Some.Now)]), c => c.Grade == Grade.Parse("A1"));

    [Fact]
    public void Another_source_saying_the_same_makes_it_probably_true()
    {
        var other = Some.Claim("c2", "r2", "police", "Operating", "C3", Some.Now);
        var fusion = Fused([Confirmed, other]);
        Assert.Equal(2.502773 + 0.659167, fusion.Assess(Some.Now).Of("Operating").ForNats, 1e-12);
        Assert.Equal(Grade.Parse("A2"), fusion.Explain(Some.Now)[0].Grade);

        fusion.Remove("c2");
        Assert.Equal(2.944439, fusion.Assess(Some.Now).Of("Operating").ForNats, 1e-12);
    }

    [Fact]
    public void Without_the_policy_it_counts_as_it_is_graded() => Assert.Equal(
        2.944439 + 0.659167,
        Some.Fused([Confirmed, Some.Claim("c2", "r2", "police", "Operating", "C3", Some.Now)], new Provenance()).Assess(Some.Now).Of("Operating").ForNats,
        1e-12);

    [Fact]
    public void Any_way_to_a_state_gives_the_same_bits() => History<CodeClaim>.Of(Some.Claims, Some.Citations).Sample(
        history =>
        {
            var provenance = new Provenance();
            var fusion = new CategoryFusion(Rule, provenance);
            history.Replay(fusion, provenance, () => fusion.Assess(Some.Now));
            Assert.Equal(Some.Bits(Fused(history.Final.Claims, history.FinalProvenance()).Assess(Some.Now)), Some.Bits(fusion.Assess(Some.Now)));
        },
        iter: Some.Cases);

    [Fact]
    public void Any_way_to_a_state_gives_the_same_bits_for_amounts() => History<QuantityClaim>.Of(Some.Quantities, Some.Citations).Sample(
        history =>
        {
            var rule = new QuantityRule(1, 200_000, 500, 1.5, Some.Headcount.HalfLifeHours, Capped);
            var provenance = new Provenance();
            var fusion = new QuantityFusion(rule, provenance);
            history.Replay(fusion, provenance, () => fusion.Assess(Some.Now));
            Assert.Equal(
                Some.Bits(Some.Fused(history.Final.Claims, history.FinalProvenance(), rule).Assess(Some.Now)), Some.Bits(fusion.Assess(Some.Now)));
        },
        iter: Some.Cases);

    private static IReadOnlyList<Contribution> Explained(CodeClaim[] claims) => Fused(claims).Explain(Some.Now);

    private static CategoryFusion Fused(CodeClaim[] claims, Provenance? provenance = null)
    {
        var fusion = new CategoryFusion(Rule, provenance ?? new Provenance());
        foreach (var claim in claims)
            fusion.Add(claim);
        return fusion;
    }
}
