using System.Globalization;

namespace Compounds.Fusion;

/// <summary>
/// Sorts reported points into places. The most exact point begins a place; a point belongs to the nearest place whose beginning lies within its own
/// precision, else it begins one. So a coarse copy of a point is a claim of the same place, and what belongs where depends on the points alone,
/// never on who reported them.
/// </summary>
internal static class PlacePartition
{
    /// <summary>The name of the place of each distinct point: the coordinates of the point that begins it.</summary>
    /// <param name="points">The points, in any order, with repetitions.</param>
    public static Dictionary<ReportedPoint, string> Of(IEnumerable<ReportedPoint> points)
    {
        var places = new Dictionary<ReportedPoint, string>();
        var beginnings = new List<(ReportedPoint Point, string Name)>();
        foreach (var point in points.Distinct().OrderBy(static point => point.PrecisionKilometres).ThenBy(static point => point.Latitude).ThenBy(static point => point.Longitude))
        {
            var name = NearestWithin(beginnings, point);
            if (name is null)
                beginnings.Add((point, name = NameOf(point)));
            places[point] = name;
        }

        return places;
    }

    private static string? NearestWithin(List<(ReportedPoint Point, string Name)> beginnings, ReportedPoint point)
    {
        string? nearest = null;
        var least = point.PrecisionKilometres;
        foreach (var (beginning, name) in beginnings)
        {
            var distance = point.KilometresTo(beginning);
            // The first at a distance has the more exact beginning, so it keeps the point.
            if (distance < least || (nearest is null && distance <= least))
                (nearest, least) = (name, distance);
        }

        return nearest;
    }

    private static string NameOf(ReportedPoint point) => string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:R},{point.Longitude:R}");
}
