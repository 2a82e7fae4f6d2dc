using System.Text.Json;
using Compounds.Claims;
using static System.FormattableString;

namespace Compounds.Exchange.Intake;

/// <summary>Reads a place and keeps it inside the region of work; null when it told a problem.</summary>
internal static class PointReading
{
    private const double South = -11;
    private const double North = 29;
    private const double West = 92;
    private const double East = 141;
    private const int Latitude = 0;
    private const int Longitude = 1;
    private const int Precision = 2;
    private static readonly PropertySet s_properties = new("lat", "lon", "precisionKm");

    /// <summary>Reads the point at the reader.</summary>
    public static PointValue? Read(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            ValueReading.WrongForm(problems, where, """A place is {"lat":16.627,"lon":98.562,"precisionKm":0.6}.""");
            return null;
        }

        Span<double?> numbers = stackalloc double?[3];
        uint seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var property = s_properties.Next(ref reader, ref seen, problems, where);
            if (property >= 0)
                numbers[property] = NumberReading.Number(ref reader, problems, where.In(s_properties[property]));
        }

        for (var property = Latitude; property <= Longitude; property++)
        {
            if ((seen & (1u << property)) == 0)
                problems.Add(RefusalCodes.MissingProperty, where.In(s_properties[property]), "A place needs lat and lon, in degrees.");
        }

        var isDefault = (seen & (1u << Precision)) == 0;
        var precision = isDefault ? ReportLimits.DefaultPrecisionKilometres : numbers[Precision];
        if (precision is null || numbers[Latitude] is not { } latitude || numbers[Longitude] is not { } longitude ||
            !IsInRegion(latitude, longitude, problems, where) || !IsPrecision(precision.Value, problems, where.In("precisionKm")))
        {
            return null;
        }

        if (isDefault)
            problems.Add(RefusalCodes.PrecisionDefaulted, where.In("precisionKm"), $"No radius is given; {ReportLimits.DefaultPrecisionKilometres} km holds.");
        return new PointValue(latitude, longitude, precision.Value);
    }

    private static bool IsInRegion(double latitude, double longitude, Problems problems, in Where where)
    {
        if (IsInside(latitude, longitude))
            return true;
        problems.Add(RefusalCodes.OutsideRegion, where, IsInside(longitude, latitude)
            ? "lat and lon look exchanged: latitude is the smaller number here, about -11 to 29."
            : $"The place is outside the region of work, latitude {South} to {North} and longitude {West} to {East}; give degrees north and east (WGS 84).");
        return false;
    }

    private static bool IsInside(double latitude, double longitude) => latitude is >= South and <= North && longitude is >= West and <= East;

    private static bool IsPrecision(double kilometres, Problems problems, in Where where)
    {
        if (kilometres is >= ReportLimits.LeastPrecisionKilometres and <= ReportLimits.GreatestPrecisionKilometres)
            return true;
        problems.Add(RefusalCodes.BadPrecision, where, Invariant($"Give the radius in km, from {ReportLimits.LeastPrecisionKilometres} to {ReportLimits.GreatestPrecisionKilometres}."));
        return false;
    }
}
