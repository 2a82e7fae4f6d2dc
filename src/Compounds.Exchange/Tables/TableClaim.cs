using System.Globalization;
using System.Text.Json;
using Compounds.Claims;
using Compounds.Exchange.Intake;
using Compounds.Subjects;

namespace Compounds.Exchange.Tables;

/// <summary>Turns the cells of one claim into the wire format, by the form of its attribute.</summary>
internal static class TableClaim
{
    private static readonly (TableColumn Column, string Property)[] s_bounds =
    [
        (TableColumn.Value, "value"), (TableColumn.Low, "low"), (TableColumn.High, "high"), (TableColumn.AtLeast, "atLeast"),
        (TableColumn.AtMost, "atMost"), (TableColumn.Sigma, "sigma"), (TableColumn.Counted, "counted"),
    ];

    private static readonly (TableColumn Column, string Property)[] s_coordinates =
        [(TableColumn.Lat, "lat"), (TableColumn.Lon, "lon"), (TableColumn.PrecisionKm, "precisionKm")];

    /// <summary>Writes the claim of a row as one object.</summary>
    /// <param name="writer">Inside the array of claims.</param>
    /// <param name="row">The row.</param>
    /// <param name="tell">Takes a problem that only a table can have.</param>
    public static void Write(Utf8JsonWriter writer, TableRow row, Action<RefusalCode, string, string> tell)
    {
        writer.WriteStartObject();
        WriteSubject(writer, row);
        TableEnvelope.WriteText(writer, "attribute", row[TableColumn.Attribute]);
        TableEnvelope.WriteText(writer, "dimension", row[TableColumn.Dimension]);
        TableEnvelope.WriteText(writer, "on", row[TableColumn.On]);
        WriteValue(writer, row, FormOf(row), tell);
        TableEnvelope.WriteText(writer, "unit", row[TableColumn.Unit]);
        TableEnvelope.WriteTruth(writer, "denied", row[TableColumn.Denied]);
        TableEnvelope.WriteText(writer, "observedAt", row[TableColumn.ObservedAt]);
        TableEnvelope.WriteWhole(writer, "credibility", row[TableColumn.Credibility]);
        TableScope.Write(writer, row);
        writer.WriteEndObject();
    }

    private static ValueForm? FormOf(TableRow row)
    {
        var hasKind = SubjectKinds.TryParse(row[TableColumn.Kind], out var kind);
        if (!hasKind && SubjectId.TryParse(row[TableColumn.Id], out var id))
            (hasKind, kind) = (true, id.Kind());
        return hasKind ? Attributes.Find(row[TableColumn.Attribute])?[(int)kind]?.Rule.Form : null;
    }

    private static void WriteSubject(Utf8JsonWriter writer, TableRow row)
    {
        writer.WriteStartObject("subject"u8);
        TableEnvelope.WriteText(writer, "kind", row[TableColumn.Kind]);
        TableEnvelope.WriteText(writer, "id", row[TableColumn.Id]);
        TableEnvelope.WriteText(writer, "name", row[TableColumn.Name]);
        TableEnvelope.WriteText(writer, "place", row[TableColumn.Place]);
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, TableRow row, ValueForm? form, Action<RefusalCode, string, string> tell)
    {
        if (form is not ValueForm.Quantity and not null)
            RefuseOthers(row, form.Value, s_bounds.AsSpan(1), tell);
        if (form is not ValueForm.Point and not null)
            RefuseOthers(row, form.Value, s_coordinates, tell);
        if (form is not ValueForm.Entity)
            WriteParty(writer, row, "party");
        switch (form)
        {
            case ValueForm.Quantity:
                WriteQuantity(writer, row);
                break;
            case ValueForm.Point:
                RefuseOthers(row, form.Value, s_bounds.AsSpan(0, 1), tell);
                WriteNumbers(writer, row, s_coordinates);
                break;
            case ValueForm.Entity when !row.Has(TableColumn.Value):
                WriteParty(writer, row, "value");
                break;
            default:
                TableEnvelope.WriteText(writer, "value", row[TableColumn.Value]);
                break;
        }
    }

    private static void WriteQuantity(Utf8JsonWriter writer, TableRow row)
    {
        var isAlone = row.Has(TableColumn.Value) && !Array.Exists(s_bounds[1..], bound => row.Has(bound.Column));
        if (isAlone)
            WriteNumber(writer, "value", row[TableColumn.Value]);
        else
            WriteNumbers(writer, row, s_bounds);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, TableRow row, (TableColumn Column, string Property)[] columns)
    {
        if (!Array.Exists(columns, column => row.Has(column.Column)))
            return;
        writer.WriteStartObject("value"u8);
        foreach (var (column, property) in columns)
        {
            if (column == TableColumn.Counted)
                TableEnvelope.WriteTruth(writer, property, row[column]);
            else
                WriteNumber(writer, property, row[column]);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a number, or the text itself when it is none, so that the reader tells what it should be.</summary>
    private static void WriteNumber(Utf8JsonWriter writer, string property, string cell)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            writer.WriteNumber(property, number);
        else
            TableEnvelope.WriteText(writer, property, cell);
    }

    private static void WriteParty(Utf8JsonWriter writer, TableRow row, string property)
    {
        if (!row.Has(TableColumn.PartyKind) && SubjectId.TryParse(row[TableColumn.PartyName], out var id))
        {
            writer.WriteString(property, id.Value);
        }
        else if (row.Has(TableColumn.PartyKind) || row.Has(TableColumn.PartyName))
        {
            writer.WriteStartObject(property);
            TableEnvelope.WriteText(writer, "kind", row[TableColumn.PartyKind]);
            TableEnvelope.WriteText(writer, "name", row[TableColumn.PartyName]);
            writer.WriteEndObject();
        }
    }

    private static void RefuseOthers(TableRow row, ValueForm form, ReadOnlySpan<(TableColumn Column, string Property)> columns, Action<RefusalCode, string, string> tell)
    {
        foreach (var (column, _) in columns)
        {
            if (row.Has(column))
                tell(RefusalCodes.MisplacedProperty, column.Cell(row.Number), $"{row[TableColumn.Attribute]} is told by {Told(form)}; leave this cell empty.");
        }
    }

    private static string Told(ValueForm form) => form switch
    {
        ValueForm.Quantity => "value, low and high, at_least or at_most",
        ValueForm.Point => "lat, lon and precision_km",
        ValueForm.Entity => "party_kind and party_name, or an id in value",
        _ => "value",
    };
}
