using System.Globalization;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>Where a subject is.</summary>
internal sealed class PlaceSlot(AttributeRule rule, SlotKey key, Provenance provenance) : Slot(rule, key)
{
    private readonly PlaceFusion _fusion = new(FusionRules.Of(rule, key.Dimension), provenance);

    public override int Count => _fusion.Count;

    public override void Add(string claimId, ReportEvidence evidence, Claim claim)
    {
        var point = (PointValue)claim.Value;
        var times = EvidenceTimes.Of(Rule, evidence, claim);
        _fusion.Add(new PointClaim(
            claimId, evidence.Report.ToString(), evidence.Source, GradeOf(evidence, claim), times.Observed,
            new ReportedPoint(point.Latitude, point.Longitude, point.PrecisionKilometres))
        {
            FromHour = times.From, UntilHour = times.Until, IsDenied = claim.IsDenied, IsNever = claim.Validity?.IsNever ?? false,
        });
    }

    public override void Remove(string claimId, Claim claim) => _fusion.Remove(claimId);

    public override Assessment? Assess(long hour, bool isCoarse, ClaimLookup find, Detail detail)
    {
        var assessment = _fusion.Assess(hour);
        var places = assessment.Places;
        if (places.Counted == 0 && places.NeedsReview.Count == 0)
            return null;
        var (leader, place) = (places.Leader, PlaceOf(assessment, isCoarse));
        return new Assessment(
            Rule.Name, Rule.Label, "point", Rule.Nature, AssessedSlot(), [], null, [], null, place, places.WhyNone,
            leader is null || place is null ? null : new LastReported(
                Text(place), FusionTime.TimeOf(leader.NewestHour), leader.ChiefGrade.ToString(), leader.Reports, SilentDays(places.NewestHour, hour), leader.IsStale),
            new Basis(
                leader is null ? 0 : TierOf(1 - Math.Exp(-leader.ForNats), leader.ForNats, leader.EffectiveSources), places.Counted, leader?.EffectiveSources ?? 0,
                FusionTime.TimeOf(places.NewestHour ?? hour), FusionTime.TimeOf(places.OldestHour ?? hour), HalfLifeDays, leader?.IsStale ?? false,
                leader?.IsKnownLater ?? false, places.Circular.Count > 0, places.NeedsReview.Count > 0),
            assessment.RivalKilometres is { } apart
                ? new Conflict(true, places.Disagreement.Kappa, string.Create(CultureInfo.InvariantCulture, $"Sources disagree: places {apart:0} km apart.")) : Conflict.None,
            [], [],
            detail is Detail.Explained ? [.. _fusion.Explain(hour).Select(share => Explain(share, find(share.ClaimId), Text(find(share.ClaimId).Claim, isCoarse)))] : null);
    }

    private static PlaceBelief? PlaceOf(PlaceAssessment assessment, bool isCoarse)
    {
        if (assessment is not { Point: { } point, RadiusKilometres: { } radius })
            return null;
        var place = new PlaceBelief(point.Latitude, point.Longitude, Math.Round(radius, 3), IsCoarse: false);
        return isCoarse ? CoarseGrid.Snap(place) : place;
    }

    private static string Text(Claim claim, bool isCoarse)
    {
        var point = (PointValue)claim.Value;
        var shown = isCoarse ? CoarseGrid.Snap(point) : point;
        return Text(new PlaceBelief(shown.Latitude, shown.Longitude, shown.PrecisionKilometres, isCoarse));
    }

    private static string Text(PlaceBelief place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:0.####} N {place.Longitude:0.####} E, {place.PrecisionKilometres:0.#} km");
}
