using Compounds.Claims;

namespace Compounds.Assessments;

/// <summary>
/// The 5 km grid to which places where people are held are moved for readers below AMBER: an exact point in many hands endangers them.
/// A point moves to the centre of its cell, so that asking often tells no more than asking once.
/// </summary>
internal static class CoarseGrid
{
    private const double CellKilometres = 5;
    private const double KilometresPerDegree = 111.32;
    private const double LatitudeStep = CellKilometres / KilometresPerDegree;

    public static PlaceBelief Snap(PlaceBelief place)
    {
        var (latitude, longitude) = Centre(place.Latitude, place.Longitude);
        return new PlaceBelief(latitude, longitude, Math.Max(CellKilometres, place.PrecisionKilometres), IsCoarse: true);
    }

    public static PointValue Snap(PointValue point)
    {
        var (latitude, longitude) = Centre(point.Latitude, point.Longitude);
        return new PointValue(latitude, longitude, Math.Max(CellKilometres, point.PrecisionKilometres));
    }

    private static (double Latitude, double Longitude) Centre(double latitude, double longitude)
    {
        var centre = (Math.Floor(latitude / LatitudeStep) + 0.5) * LatitudeStep;
        var longitudeStep = LatitudeStep / Math.Cos(centre * Math.PI / 180);
        return (centre, (Math.Floor(longitude / longitudeStep) + 0.5) * longitudeStep);
    }
}
