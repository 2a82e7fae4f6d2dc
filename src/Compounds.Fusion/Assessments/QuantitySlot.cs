using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>A number: the figures that were reported, and the range they amount to.</summary>
internal sealed class QuantitySlot(AttributeRule rule, SlotKey key, Provenance provenance) : Slot(rule, key)
{
    private const double Narrow = 3, Wide = 10;

    private readonly QuantityFusion _fusion = new(FusionRules.Of(rule, key.Dimension), provenance);

    public override int Count => _fusion.Count;

    public override void Add(string claimId, ReportEvidence evidence, Claim claim)
    {
        var times = EvidenceTimes.Of(Rule, evidence, claim);
        _fusion.Add(new QuantityClaim(claimId, evidence.Report.ToString(), evidence.Source, GradeOf(evidence, claim), times.Observed, AmountOf((QuantityValue)claim.Value))
        {
            FromHour = times.From, UntilHour = times.Until, OnHour = times.On, IsDenied = claim.IsDenied, IsNever = claim.Validity?.IsNever ?? false,
        });
    }

    public override void Remove(string claimId, Claim claim) => _fusion.Remove(claimId);

    public override Assessment? Assess(long hour, bool isCoarse, ClaimLookup find, Detail detail)
    {
        var assessment = _fusion.Assess(hour);
        if (assessment.Counted == 0 && assessment.NeedsReview.Count == 0)
            return null;
        var reported = detail is Detail.Card ? [] : _fusion.Reported(hour);
        var lead = assessment.LeadClaimId is { } id ? _fusion.Find(id) : null;
        return new Assessment(
            Rule.Name, Rule.Label, "quantity", Rule.Nature, AssessedSlot(), [], null, [], BeliefOf(assessment, lead, reported, find, hour), null, assessment.WhyNone,
            lead is null ? null : new LastReported(
                Text(lead.Amount), FusionTime.TimeOf(lead.ObservedHour), lead.Grade.ToString(), assessment.Reports, SilentDays(assessment.NewestHour, hour), assessment.IsStale),
            BasisOf(assessment, hour), ConflictOf(assessment),
            [.. reported.Where(static each => each.SupersededBy is not null).Select(each => Superseded(each.ClaimId, each.SupersededBy!))],
            [.. assessment.Challenged.Select(id => new ChangedValue(Text(_fusion.Find(id)!.Amount), null, FusionTime.TimeOf(_fusion.Find(id)!.ObservedHour)))],
            detail is Detail.Explained ? [.. _fusion.Explain(hour).Select(share => Explain(share, find(share.ClaimId)))] : null);
    }

    /// <summary>The estimate for totals; null when there is none.</summary>
    public QuantityEstimate? EstimateAt(long hour) => _fusion.EstimateAt(hour);

    private QuantityBelief BeliefOf(QuantityAssessment assessment, QuantityClaim? lead, IReadOnlyList<Fusion.ReportedFigure> reported, ClaimLookup find, long hour)
    {
        var places = reported.Select(static (figure, place) => (figure.ClaimId, place)).ToDictionary(static each => each.ClaimId, static each => each.place, StringComparer.Ordinal);
        IReadOnlyList<ReportedFigure> figures = reported.Count > 0 || lead is null
            ? [.. reported.Select(figure => FigureOf(figure, figure.SupersededBy is { } by ? places[by] : null, find))]
            : [LeadFigure(lead, find, hour)];
        return new QuantityBelief(
            assessment.Estimate is { } range ? new QuantityRange(range.P10, range.P50, range.P90) : null, assessment.AtLeast, assessment.AtMost, Rule.Unit!, figures,
            assessment.Quarrel is var (one, other) && places.Count > 0 ? [places[one], places[other]] : [],
            assessment.DayHour is { } day ? CalendarDay.Of(FusionTime.TimeOf(day)) : null,
            lead is null ? null : SourceWords.Said(assessment.EffectiveSources, lead.Grade));
    }

    // A range is well founded when it is narrow and more than one source stands behind it; probability has no meaning for it.
    private Basis BasisOf(QuantityAssessment assessment, long hour)
    {
        var spread = assessment.Estimate is { P10: > 0 } range ? range.P90 / range.P10 : double.PositiveInfinity;
        var tier = assessment.Estimate is null || assessment.EffectiveSources == 0 ? 0
            : spread <= Narrow && assessment.EffectiveSources >= 2 && assessment.Conflict is null ? 3
            : spread <= Wide ? 2 : 1;
        return new Basis(
            tier, assessment.Counted, assessment.EffectiveSources, FusionTime.TimeOf(assessment.NewestHour ?? hour), FusionTime.TimeOf(assessment.OldestHour ?? hour),
            HalfLifeDays, assessment.IsStale, assessment.IsKnownLater, assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0);
    }

    private Conflict ConflictOf(QuantityAssessment assessment) => assessment.Conflict is not { } conflict ? Conflict.None : new Conflict(
        true, 1, $"Sources disagree: {Graded(_fusion.Find(conflict.One)!)} against {Graded(_fusion.Find(conflict.Other)!)}.");

    private string Graded(QuantityClaim claim) => $"{Text(claim.Amount)} ({claim.Grade})";

    private ChangedValue Superseded(string claimId, string by) =>
        new(Text(_fusion.Find(claimId)!.Amount), Text(_fusion.Find(by)!.Amount), FusionTime.TimeOf(_fusion.Find(by)!.ObservedHour));

    private string Text(Amount amount) => ValueWords.Of(new QuantityValue(FormOf(amount.Kind), amount.Low, amount.High, null, Rule.Unit!, 1));

    private static ReportedFigure FigureOf(Fusion.ReportedFigure figure, int? supersededBy, ClaimLookup find)
    {
        var (evidence, claim) = find(figure.ClaimId);
        return new ReportedFigure(
            evidence.Report.ToString(), claim.Ordinal, Name(figure.Amount.Kind), figure.Amount.Low, figure.Amount.High, figure.Grade.ToString(),
            evidence.HandlingOf(claim).Tlp.Text(), claim.ObservedAt, figure.AgeHours / 24.0, evidence.Source, figure.OriginId, figure.Weight, figure.Retained,
            figure.IsKnownLater, supersededBy);
    }

    private static ReportedFigure LeadFigure(QuantityClaim lead, ClaimLookup find, long hour) =>
        FigureOf(new Fusion.ReportedFigure(
            lead.ClaimId, lead.Amount, lead.Grade, Math.Max(0, hour - lead.ObservedHour), lead.ObservedHour > hour, 1, 1, null, lead.ReportId, lead.SourceId), null, find);

    private Contribution Explain(QuantityContribution share, (ReportEvidence Evidence, Claim Claim) source) => new(
        source.Evidence.Report.ToString(), source.Claim.Ordinal,
        ValueWords.Of(new QuantityValue(FormOf(share.Amount.Kind), share.Amount.Low, share.Amount.High, null, Rule.Unit!, 1)), false, share.Grade.ToString(),
        source.Evidence.HandlingOf(source.Claim).Tlp.Text(), source.Claim.ObservedAt, share.AgeHours / 24.0, HalfLifeDays, share.Retained,
        RanksOf(share.Shares), share.Weight, 0, share.MedianIfRemoved);

    private static string Name(AmountKind kind) => kind switch
    {
        AmountKind.Interval => "interval",
        AmountKind.AtLeast => "atLeast",
        AmountKind.AtMost => "atMost",
        _ => "point",
    };

    private static QuantityForm FormOf(AmountKind kind) => kind switch
    {
        AmountKind.Interval => QuantityForm.Interval,
        AmountKind.AtLeast => QuantityForm.AtLeast,
        AmountKind.AtMost => QuantityForm.AtMost,
        _ => QuantityForm.Point,
    };

    private static Amount AmountOf(QuantityValue value) => value.Form switch
    {
        QuantityForm.Interval => Amount.Interval(value.CanonicalLow(), value.CanonicalHigh()),
        QuantityForm.AtLeast => Amount.AtLeast(value.CanonicalLow()),
        QuantityForm.AtMost => Amount.AtMost(value.CanonicalLow()),
        _ => Amount.Point(value.CanonicalLow(), value.Sigma, value.Counted, value.Factor == 1 ? null : value.Low),
    };
}
