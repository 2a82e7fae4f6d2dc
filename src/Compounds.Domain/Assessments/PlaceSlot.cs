using System.Globalization;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>
/// Where a subject is. Each reported point is weighed like any other claim; points that agree within their precision are averaged, and
/// the best supported group wins, so that one wild coordinate never drags the place away.
/// </summary>
internal sealed class PlaceSlot(AttributeRule rule, Provenance provenance) : Slot(rule)
{
    private const double NotableNats = 0.4;

    private readonly MultiValueFusion _fusion = new(FusionRules.MultiValueOf(rule, null), provenance);
    private readonly Dictionary<string, (PointValue Point, int Claims)> _points = new(StringComparer.Ordinal);

    public override int Count => _fusion.Count;

    public override void Add(string claimId, ReportEvidence evidence, Claim claim)
    {
        var point = (PointValue)claim.Value;
        var code = CodeOf(point);
        _points[code] = (point, _points.GetValueOrDefault(code).Claims + 1);
        _fusion.Add(new CodeClaim(claimId, evidence.Report.ToString(), evidence.Source, GradeOf(evidence, claim), FusionTime.HourOf(claim.ObservedAt), code));
    }

    public override void Remove(string claimId, Claim claim)
    {
        var code = CodeOf((PointValue)claim.Value);
        if (!_fusion.Remove(claimId))
            return;
        if (_points[code].Claims == 1)
            _points.Remove(code);
        else
            _points[code] = (_points[code].Point, _points[code].Claims - 1);
    }

    public override Assessment Assess(SlotKey key, long hour, bool isCoarse, IReadOnlyDictionary<string, (ReportEvidence Evidence, Claim Claim)>? claims)
    {
        var at = Math.Max(hour, _fusion.NewestObservedHour ?? hour);
        var assessment = _fusion.Assess(at);
        var contributions = claims is null ? null : _fusion.Explain(at).Select(share => Explain(share, claims[share.ClaimId], Text(_points[share.Code].Point, isCoarse))).ToArray();
        if (assessment.Values.Count == 0)
        {
            // Every point rests on what was retracted as erroneous: they are shown for review and say nothing.
            return Make(key, BasisOf(0, 0, 0, assessment.Freshness, assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0), Conflict.None, contributions: contributions);
        }

        var points = assessment.Values.Select(value => new PlaceGroup.Member(_points[value.Value].Point, value)).ToArray();
        var group = PlaceGroup.Best(points);
        var place = Mean(group);
        var rival = points.Where(other => other.Nats >= NotableNats && Kilometres(place.Latitude, place.Longitude, other.Point.Latitude, other.Point.Longitude)
                > 3 * (place.PrecisionKilometres + other.Point.PrecisionKilometres)).MaxBy(static other => other.Nats);
        var support = group.Sum(static member => member.Nats);
        return Make(
            key,
            BasisOf(1 - Math.Exp(-support), support, group.Sum(static member => member.Value.EffectiveSources), assessment.Freshness, assessment.Circular.Count > 0, assessment.NeedsReview.Count > 0),
            rival is null ? Conflict.None : new Conflict(true, 1, string.Create(CultureInfo.InvariantCulture,
                $"Sources disagree: places {Kilometres(place.Latitude, place.Longitude, rival.Point.Latitude, rival.Point.Longitude):0} km apart.")),
            place: isCoarse ? CoarseGrid.Snap(place) : place,
            contributions: contributions);
    }

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
        return 2 * 6371 * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
