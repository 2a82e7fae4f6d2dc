using System.Globalization;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>
/// Where a subject is. Each reported point is weighed like any other claim; points that agree within their precision are averaged, and
/// the best supported group wins, so that one wild coordinate never drags the place away. What the group is founded on is fused as if all had
/// given one point: outlets that copy one another count no more often for writing other digits.
/// </summary>
internal sealed class PlaceSlot(AttributeRule rule, Provenance provenance) : Slot(rule)
{
    /// <summary>The mean radius of the earth.</summary>
    internal const double EarthKilometres = 6371;

    private const double NotableNats = 0.4;
    private const string Here = "here";

    private readonly Provenance _provenance = provenance;
    private readonly MultiValueFusion _fusion = new(FusionRules.MultiValueOf(rule, null), provenance);
    private readonly Dictionary<string, (PointValue Point, List<CodeClaim> Claims)> _points = new(StringComparer.Ordinal);

    // The claims of the group of the last reading, as claims of one place.
    private readonly MultiValueFusion _together = new(FusionRules.MultiValueOf(rule, null), provenance);
    private HashSet<string> _grouped = new(StringComparer.Ordinal);

    public override int Count => _fusion.Count;

    public override void Add(string claimId, ReportEvidence evidence, Claim claim)
    {
        var point = (PointValue)claim.Value;
        var code = CodeOf(point);
        var told = new CodeClaim(claimId, evidence.Report.ToString(), evidence.Source, GradeOf(evidence, claim), FusionTime.HourOf(claim.ObservedAt), code);
        if (!_fusion.Add(told))
            return;
        if (!_points.TryGetValue(code, out var known))
            _points[code] = known = (point, []);
        known.Claims.Add(told);
        if (_grouped.Contains(code))
            _together.Add(told with { Code = Here });
    }

    public override void Remove(string claimId, Claim claim)
    {
        var code = CodeOf((PointValue)claim.Value);
        if (!_fusion.Remove(claimId))
            return;
        _together.Remove(claimId);
        var left = _points[code].Claims;
        left.RemoveAll(told => told.ClaimId == claimId);
        if (left.Count > 0)
            return;
        _points.Remove(code);
        _grouped.Remove(code);
    }

    public override Assessment Assess(SlotKey key, long hour, bool isCoarse, IReadOnlyDictionary<string, (ReportEvidence Evidence, Claim Claim)>? claims)
    {
        var at = Math.Max(hour, _fusion.NewestObservedHour ?? hour);
        var assessment = _fusion.Assess(at);
        if (assessment.Values.Count == 0)
        {
            // Every point rests on what was retracted as erroneous: they are shown for review and say nothing.
            return Make(
                key, BasisOf(0, 0, 0, assessment.Freshness, assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0), Conflict.None,
                contributions: claims is null ? null : Explain(_fusion.Explain(at), claims, isCoarse));
        }

        var points = Members(assessment.Values);
        var group = PlaceGroup.Best(points);
        var place = Mean(group);
        var rival = points.Where(other => other.Nats >= NotableNats && Kilometres(place.Latitude, place.Longitude, other.Point.Latitude, other.Point.Longitude)
                > 3 * (place.PrecisionKilometres + other.Point.PrecisionKilometres)).MaxBy(static other => other.Nats);
        var founded = Together(group, at);
        return Make(
            key,
            BasisOf(1 - Math.Exp(-founded.ForNats), founded.ForNats, founded.EffectiveSources, assessment.Freshness, assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0),
            rival is null ? Conflict.None : new Conflict(true, 1, string.Create(CultureInfo.InvariantCulture,
                $"Sources disagree: places {Kilometres(place.Latitude, place.Longitude, rival.Point.Latitude, rival.Point.Longitude):0} km apart.")),
            place: isCoarse ? CoarseGrid.Snap(place) : place,
            contributions: claims is null ? null : Explain([.. _together.Explain(at), .. _fusion.Explain(at).Where(share => !_grouped.Contains(share.Code))], claims, isCoarse));
    }

    private PlaceGroup.Member[] Members(IReadOnlyList<ValueAssessment> values)
    {
        var givers = new PlaceGivers(_provenance, _points.Values.SelectMany(static point => point.Claims));
        var named = values.Select(value => givers.Of(_points[value.Value].Claims)).ToArray();
        // Numbered in the order of their names, so that a sum over them is the same to the last digit in whatever order reports came.
        var numbers = named.SelectMany(static names => names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(static (name, number) => (name, number)).ToDictionary(StringComparer.Ordinal);
        return [.. values.Select((value, i) => new PlaceGroup.Member(_points[value.Value].Point, value, [.. named[i].Select(name => numbers[name]).Order()]))];
    }

    /// <summary>What speaks for all points of a group as one place.</summary>
    private ValueAssessment Together(PlaceGroup.Member[] group, long at)
    {
        var grouped = group.Select(static member => member.Value.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var code in _grouped.Where(code => !grouped.Contains(code)))
        {
            foreach (var claim in _points[code].Claims)
                _together.Remove(claim.ClaimId);
        }

        foreach (var code in grouped.Where(code => !_grouped.Contains(code)))
        {
            foreach (var claim in _points[code].Claims)
                _together.Add(claim with { Code = Here });
        }

        _grouped = grouped;
        return _together.Assess(Here, at);
    }

    private static Contribution[] Explain(IReadOnlyList<Fusion.Contribution> shares, IReadOnlyDictionary<string, (ReportEvidence Evidence, Claim Claim)> claims, bool isCoarse) =>
        [.. shares.Select(share => Explain(share, claims[share.ClaimId], Text((PointValue)claims[share.ClaimId].Claim.Value, isCoarse)))];

    private static string Text(PointValue point, bool isCoarse)
    {
        var shown = isCoarse ? CoarseGrid.Snap(point) : point;
        return string.Create(CultureInfo.InvariantCulture, $"{shown.Latitude:0.####} N {shown.Longitude:0.####} E, {shown.PrecisionKilometres:0.#} km");
    }

    private static string CodeOf(PointValue point) =>
        string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:R},{point.Longitude:R},{point.PrecisionKilometres:R}");

    private static PlaceBelief Mean(PlaceGroup.Member[] group)
    {
        // Reckoned from the first point, so that points that are the same stay the same to the last digit.
        var origin = group[0].Point;
        var (north, east, weight) = (0.0, 0.0, 0.0);
        foreach (var member in group)
        {
            // A point weighs by its support and by the area it leaves open.
            var point = member.Point;
            var share = Math.Max(member.Nats, 1e-9) / (point.PrecisionKilometres * point.PrecisionKilometres);
            north += share * (point.Latitude - origin.Latitude);
            east += share * (point.Longitude - origin.Longitude);
            weight += share;
        }

        return new PlaceBelief(origin.Latitude + (north / weight), origin.Longitude + (east / weight), group.Min(static member => member.Point.PrecisionKilometres), IsCoarse: false);
    }

    /// <summary>The distance over the ground in km (haversine, mean radius 6,371 km).</summary>
    internal static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        const double ToRadians = Math.PI / 180;
        var byLatitude = Math.Sin((latitude2 - latitude1) * ToRadians / 2);
        var byLongitude = Math.Sin((longitude2 - longitude1) * ToRadians / 2);
        var h = (byLatitude * byLatitude) + (Math.Cos(latitude1 * ToRadians) * Math.Cos(latitude2 * ToRadians) * byLongitude * byLongitude);
        return 2 * EarthKilometres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
