namespace Compounds.Fusion;

/// <summary>
/// Fuses claims of where a subject is: the points are sorted into places (<see cref="PlacePartition"/>), and the places are the values of a standing
/// fact of which one holds. The place with the most support leads.
/// </summary>
/// <remarks>Not thread-safe. Nothing is computed until it is read.</remarks>
public sealed class PlaceFusion(FusionRule rule, Provenance provenance)
{
    private readonly Dictionary<string, PointClaim> _claims = new(StringComparer.Ordinal);
    private (Dictionary<ReportedPoint, string> Places, CategoryFusion Values)? _sorted;

    /// <summary>The number of held claims, whether they count at a time or not.</summary>
    public int Count => _claims.Count;

    /// <summary>Holds a claim.</summary>
    /// <returns>False, and nothing changes, when a claim of this id is held.</returns>
    public bool Add(PointClaim claim)
    {
        if (!_claims.TryAdd(claim.ClaimId, claim))
            return false;
        if (_sorted is var (places, values) && places.TryGetValue(claim.Point, out var place))
            values.Add(CodeOf(claim, place));
        else
            _sorted = null;
        return true;
    }

    /// <summary>Lets go of a claim, as if it had never been held.</summary>
    /// <returns>False, and nothing changes, when no claim of this id is held.</returns>
    public bool Remove(string claimId)
    {
        if (!_claims.Remove(claimId, out var claim))
            return false;
        if (_sorted is var (_, values) && _claims.Values.Any(other => other.Point == claim.Point))
            values.Remove(claimId);
        else
            _sorted = null;
        return true;
    }

    /// <summary>What the claims that count at a time amount to.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z.</param>
    public PlaceAssessment Assess(long asOfHour)
    {
        var (places, values) = Sorted();
        var assessment = values.Assess(asOfHour);
        if (assessment.Leader is not { } leader)
            return new PlaceAssessment(null, null, null, assessment);
        var members = MembersOf(places, leader.Value, asOfHour);
        var point = Lead(members);
        var rival = assessment.Disagreement.IsConflict ? assessment.Values.FirstOrDefault(value => value.Value != leader.Value && IsOf(assessment.Disagreement, value.Value)) : null;
        return new PlaceAssessment(
            point, Radius(point, members), rival is null ? null : point.KilometresTo(Lead(MembersOf(places, rival.Value, asOfHour))), assessment);
    }

    /// <summary>What each claim contributes to its place.</summary>
    /// <param name="asOfHour">Whole hours since 2020-01-01T00:00Z.</param>
    public IReadOnlyList<Contribution> Explain(long asOfHour) => Sorted().Values.Explain(asOfHour);

    private static bool IsOf(Disagreement between, string place) => between.One == place || between.Other == place;

    private (Dictionary<ReportedPoint, string> Places, CategoryFusion Values) Sorted()
    {
        if (_sorted is { } sorted)
            return sorted;
        var places = PlacePartition.Of(_claims.Values.Select(static claim => claim.Point));
        var values = new CategoryFusion(rule, provenance);
        foreach (var claim in _claims.Values)
            values.Add(CodeOf(claim, places[claim.Point]));
        _sorted = (places, values);
        return (places, values);
    }

    private PointClaim[] MembersOf(Dictionary<ReportedPoint, string> places, string place, long asOfHour) =>
        [.. _claims.Values.Where(claim => !claim.IsDenied && places[claim.Point] == place && ClaimTimes.Counts(claim, rule.Nature, asOfHour) && provenance.StandingOrigins(claim.ReportId) is not [])];

    /// <summary>The point that stands for a place: that of the best graded claim; among equals the most exact, then the southernmost and westernmost.</summary>
    private ReportedPoint Lead(PointClaim[] members) => members
        .OrderByDescending(claim => rule.Grades.Nats(claim.Grade)).ThenBy(static claim => claim.Point.PrecisionKilometres)
        .ThenBy(static claim => claim.Point.Latitude).ThenBy(static claim => claim.Point.Longitude).First().Point;

    /// <summary>
    /// The radius round the lead that holds the place with 80 %: its own precision, and as much more as the sources of four fifths of the weight
    /// place it beyond their own. A coarse point round the lead adds nothing.
    /// </summary>
    private double Radius(ReportedPoint lead, PointClaim[] members)
    {
        var beyond = members.GroupBy(static claim => claim.SourceId, StringComparer.Ordinal)
            .Select(source => (
                Beyond: source.Min(claim => Math.Max(0, claim.Point.KilometresTo(lead) - claim.Point.PrecisionKilometres)),
                Weight: source.Max(claim => rule.Grades.Nats(claim.Grade)), Source: source.Key))
            .OrderBy(static each => each.Beyond).ThenBy(static each => each.Source, StringComparer.Ordinal).ToArray();
        var (whole, sum) = (beyond.Sum(static each => each.Weight), 0.0);
        foreach (var each in beyond)
        {
            sum += each.Weight;
            if (sum >= Share * whole)
                return lead.PrecisionKilometres + each.Beyond;
        }

        return lead.PrecisionKilometres;
    }

    private static CodeClaim CodeOf(PointClaim claim, string place) => new(claim.ClaimId, claim.ReportId, claim.SourceId, claim.Grade, claim.ObservedHour, place)
    {
        FromHour = claim.FromHour, UntilHour = claim.UntilHour, OnHour = claim.OnHour, IsDenied = claim.IsDenied, IsNever = claim.IsNever,
    };

    // The share of the weight that the published radius of a place holds, as that of a reported one does.
    private const double Share = 0.8;
}

/// <summary>What the evidence says of where a subject is.</summary>
/// <param name="Point">The point that stands for the leading place; null when no claim that counts gives one.</param>
/// <param name="RadiusKilometres">The radius round it that holds the place with about 80 %, in km; null likewise.</param>
/// <param name="RivalKilometres">How far away the place is that sources give instead, in km; null when they do not disagree.</param>
/// <param name="Places">The places as values of a fact of which one holds.</param>
public sealed record PlaceAssessment(ReportedPoint? Point, double? RadiusKilometres, double? RivalKilometres, CategoryAssessment Places);
