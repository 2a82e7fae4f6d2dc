using System.Globalization;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Exchange.Generation;

/// <summary>The agencies that file synthetic reports: a mix of clearances and reliabilities, some sharing an owner.</summary>
public static class SyntheticAgency
{
    private static readonly string[] s_names =
        ["Border Police Desk", "Power Utility", "Victim Support Network", "Telecom Regulator", "Embassy Cell", "Press Monitor", "Financial Intelligence Unit", "River Patrol", "Labour Inspectorate", "Satellite Imagery Lab"];

    private static readonly Tlp[] s_clearances = [Tlp.Red, Tlp.Amber, Tlp.Amber, Tlp.AmberStrict, Tlp.Red, Tlp.Clear, Tlp.AmberStrict, Tlp.Green, Tlp.Amber, Tlp.Green];

    /// <summary>The first <paramref name="count"/> agencies: <c>agency-01</c>, <c>agency-02</c> and so on.</summary>
    /// <param name="count">1 to 99.</param>
    public static IReadOnlyList<Agency> All(int count) => [.. Enumerable.Range(1, count).Select(Number)];

    /// <summary>Writes the list that <c>compounds agencies register</c> reads.</summary>
    public static void WriteTo(Stream output, IEnumerable<Agency> agencies)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        writer.WriteStartArray();
        foreach (var agency in agencies)
        {
            writer.WriteStartObject();
            writer.WriteString("id", agency.Id);
            writer.WriteString("name", agency.Name);
            writer.WriteString("clearance", agency.Clearance.Text());
            writer.WriteString("sourceReliability", agency.SourceReliability.ToString());
            writer.WriteString("cluster", agency.Cluster);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Agency Number(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"agency-{number:00}"),
        string.Create(CultureInfo.InvariantCulture, $"{s_names[(number - 1) % s_names.Length]} {number}"),
        s_clearances[(number - 1) % s_clearances.Length],
        "BACBADBCCB"[(number - 1) % 10],
        number % 6 is 0 or 1 && number > 1 ? string.Create(CultureInfo.InvariantCulture, $"newsroom-{number / 6}") : null);
}
