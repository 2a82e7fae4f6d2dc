using System.Globalization;
using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Reports;

/// <summary>The members of a claim that say how long it holds, the same on the wire and in the ledger.</summary>
internal static class ValidityJson
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Writes what is told into an open object.</summary>
    public static void Write(Utf8JsonWriter writer, Validity validity)
    {
        WritePoint(writer, "from"u8, validity.From, validity.ZoneMinutes);
        WritePoint(writer, "until"u8, validity.Until, validity.ZoneMinutes);
        StoredJson.WriteOptional(writer, "occasion"u8, validity.Occasion);
        if (validity.ZoneMinutes is { } minutes)
            writer.WriteString("zone"u8, TextOf(minutes));
    }

    /// <summary>Reads a beginning or an end as it was written; the zone may come after it.</summary>
    public static PointInTime ReadPoint(string text, int? zoneMinutes) => text.Length == Day.Length
        ? new PointInTime(CalendarDay.StartOf(DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture), zoneMinutes), IsDay: true)
        : new PointInTime(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime(), IsDay: false);

    /// <summary>Reads an offset such as <c>+06:30</c>.</summary>
    public static int ReadZone(string text)
    {
        var minutes = (int)TimeSpan.ParseExact(text.AsSpan(1), "hh\\:mm", CultureInfo.InvariantCulture).TotalMinutes;
        return text[0] == '-' ? -minutes : minutes;
    }

    /// <summary>An offset as it is written, for example <c>+06:30</c>.</summary>
    public static string TextOf(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");

    private static void WritePoint(Utf8JsonWriter writer, ReadOnlySpan<byte> name, PointInTime? point, int? zoneMinutes)
    {
        if (point is not { } told)
            return;
        if (told.IsDay)
            StoredJson.WriteOptional(writer, name, (DateOnly?)CalendarDay.Of(told.At, zoneMinutes));
        else
            writer.WriteString(name, told.At.UtcDateTime);
    }
}
