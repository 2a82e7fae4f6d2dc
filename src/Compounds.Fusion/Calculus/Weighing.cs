using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>How the claims of one attribute weigh: grades, discounts and half-life, shared by all subjects.</summary>
internal sealed class Weighing
{
    private readonly RankDiscounts _discounts;

    public Weighing(FusionConstants constants, long halfLifeHours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(halfLifeHours, 1);
        Constants = constants;
        HalfLifeHours = halfLifeHours;
        Grades = new GradeTable(constants);
        _discounts = new RankDiscounts(constants);
    }

    public FusionConstants Constants { get; }

    public long HalfLifeHours { get; }

    public GradeTable Grades { get; }

    public ReadOnlySpan<double> OriginDiscounts => _discounts.Origin;

    public ReadOnlySpan<double> ClusterDiscounts => _discounts.Cluster;

    public bool CapsConfirmed => Constants.CapConfirmed.Value;

    /// <summary>The grade that counts: 2 instead of 1 when others confirm and confirmation is counted here already.</summary>
    public Grade GradeOf(EvidenceClaim claim, bool confirmed) =>
        confirmed && CapsConfirmed && claim.Grade.Credibility == Credibility.Confirmed
            ? new Grade(claim.Grade.Reliability, Credibility.Probable)
            : claim.Grade;

    /// <summary>The strength of the share of a claim that goes to each of its origins.</summary>
    public Strength StrengthOf(EvidenceClaim claim, int origins, bool confirmed) =>
        Strength.Observed(Grades.Nats(GradeOf(claim, confirmed)) / origins, claim.ObservedHour, HalfLifeHours);

    public Decay DecayAt(long asOfHour) => new(asOfHour, HalfLifeHours);
}
