using System.Globalization;
using System.Text.Json;

namespace Compounds.Exchange.Tables;

/// <summary>Turns the cells that tell of a report into the properties of the wire format.</summary>
internal static class TableEnvelope
{
    private static readonly (TableColumn Column, string Property)[] s_texts =
    [
        (TableColumn.Report, "report"), (TableColumn.Agency, "agency"), (TableColumn.WrittenAt, "writtenAt"), (TableColumn.Grade, "grade"),
        (TableColumn.Narrative, "narrative"), (TableColumn.Language, "language"),
    ];

    /// <summary>Writes the properties into an open object. Empty cells say nothing.</summary>
    public static void Write(Utf8JsonWriter writer, TableRow row)
    {
        foreach (var (column, property) in s_texts)
            WriteText(writer, property, row[column]);
        WriteWhole(writer, "revision", row[TableColumn.Revision]);
        if (row.Has(TableColumn.Tlp) || row.Has(TableColumn.Pap) || row.Has(TableColumn.Audience))
        {
            writer.WriteStartObject("handling"u8);
            WriteText(writer, "tlp", row[TableColumn.Tlp]);
            WriteText(writer, "pap", row[TableColumn.Pap]);
            WriteTexts(writer, "audience", row[TableColumn.Audience]);
            writer.WriteEndObject();
        }

        WriteTexts(writer, "cites", row[TableColumn.Cites]);
    }

    /// <summary>Writes a text, or nothing for an empty cell.</summary>
    public static void WriteText(Utf8JsonWriter writer, string property, string cell)
    {
        if (cell.Length > 0)
            writer.WriteString(property, cell);
    }

    /// <summary>Writes a whole number, or the text itself when it is none, so that the reader tells what it should be.</summary>
    public static void WriteWhole(Utf8JsonWriter writer, string property, string cell)
    {
        if (long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            writer.WriteNumber(property, number);
        else
            WriteText(writer, property, cell);
    }

    /// <summary>Writes true or false, or the text itself when it is neither, so that the reader tells what it should be.</summary>
    public static void WriteTruth(Utf8JsonWriter writer, string property, string cell)
    {
        if (cell.ToUpperInvariant() is "TRUE" or "YES" or "1")
            writer.WriteBoolean(property, true);
        else if (cell.ToUpperInvariant() is "FALSE" or "NO" or "0")
            writer.WriteBoolean(property, false);
        else
            WriteText(writer, property, cell);
    }

    /// <summary>Writes the texts of a cell that semicolons part, or nothing for an empty cell.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, string property, string cell)
    {
        if (cell.Length == 0)
            return;
        writer.WriteStartArray(property);
        foreach (var text in cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
