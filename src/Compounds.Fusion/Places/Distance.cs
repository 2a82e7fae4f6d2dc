namespace Compounds.Fusion;

/// <summary>Distances over the ground.</summary>
public static class Distance
{
    private const double EarthKilometres = 6371;
    private const double ToRadians = Math.PI / 180;

    /// <summary>The distance between two points in km (haversine, mean radius of the earth 6,371 km).</summary>
    public static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var byLatitude = Math.Sin((latitude2 - latitude1) * ToRadians / 2);
        var byLongitude = Math.Sin((longitude2 - longitude1) * ToRadians / 2);
        var h = (byLatitude * byLatitude) + (Math.Cos(latitude1 * ToRadians) * Math.Cos(latitude2 * ToRadians) * byLongitude * byLongitude);
        return 2 * EarthKilometres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
