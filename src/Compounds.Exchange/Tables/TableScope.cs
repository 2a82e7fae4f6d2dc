using System.Text.Json;

namespace Compounds.Exchange.Tables;

/// <summary>
/// Turns the cells that say how long a claim holds, how its count relates to others and who may see it into the properties of the wire
/// format.
/// </summary>
internal static class TableScope
{
    private const string Same = "same";

    private static readonly (TableColumn Column, string Property)[] s_texts =
    [
        (TableColumn.From, "from"), (TableColumn.Until, "until"), (TableColumn.Occasion, "occasion"), (TableColumn.Zone, "zone"), (TableColumn.In, "in"),
        (TableColumn.Apart, "apart"), (TableColumn.Split, "split"), (TableColumn.Complete, "complete"), (TableColumn.Said, "said"),
    ];

    // What a cell of within names beside axes.
    private static readonly string[] s_ofReference = ["dimension", "from", "on", "occasion"];

    /// <summary>Writes the properties into an open claim. Empty cells say nothing.</summary>
    public static void Write(Utf8JsonWriter writer, TableRow row)
    {
        foreach (var (column, property) in s_texts)
            TableEnvelope.WriteText(writer, property, row[column]);
        TableEnvelope.WriteTruth(writer, "neverSo", row[TableColumn.NeverSo]);
        TableEnvelope.WriteTruth(writer, "part", row[TableColumn.Part]);
        WriteCell(writer, row[TableColumn.Of]);
        WriteWithin(writer, row[TableColumn.Within]);
        if (!row.Has(TableColumn.ClaimTlp) && !row.Has(TableColumn.ClaimPap) && !row.Has(TableColumn.ClaimAudience))
            return;
        writer.WriteStartObject("handling"u8);
        TableEnvelope.WriteText(writer, "tlp", row[TableColumn.ClaimTlp]);
        TableEnvelope.WriteText(writer, "pap", row[TableColumn.ClaimPap]);
        TableEnvelope.WriteTexts(writer, "audience", row[TableColumn.ClaimAudience]);
        writer.WriteEndObject();
    }

    /// <summary>Writes the axes of a cell, or its text when it names none, so that the reader tells what it should be.</summary>
    private static void WriteCell(Utf8JsonWriter writer, string cell)
    {
        if (cell.Length == 0)
            return;
        if (Pairs(cell) is { } axes)
            WriteAxes(writer, axes);
        else
            writer.WriteString("of"u8, cell);
    }

    private static void WriteWithin(Utf8JsonWriter writer, string cell)
    {
        if (cell.Length == 0)
            return;
        if ((cell == Same ? [] : Pairs(cell)) is not { } pairs)
        {
            writer.WriteString("within"u8, cell);
            return;
        }

        writer.WriteStartObject("within"u8);
        foreach (var (name, value) in pairs.Where(static pair => s_ofReference.Contains(pair.Name)))
            writer.WriteString(name, value);
        var axes = pairs.Where(static pair => !s_ofReference.Contains(pair.Name)).ToList();
        if (axes.Count > 0)
            WriteAxes(writer, axes);
        writer.WriteEndObject();
    }

    private static void WriteAxes(Utf8JsonWriter writer, List<(string Name, string Value)> axes)
    {
        writer.WriteStartObject("of"u8);
        foreach (var (axis, value) in axes)
            writer.WriteString(axis, value);
        writer.WriteEndObject();
    }

    private static List<(string Name, string Value)>? Pairs(string cell)
    {
        var pairs = new List<(string, string)>();
        foreach (var part in cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                return null;
            pairs.Add((part[..sign].TrimEnd(), part[(sign + 1)..].TrimStart()));
        }

        return pairs;
    }
}
