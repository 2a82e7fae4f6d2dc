using System.Globalization;

namespace Compounds.Exchange.Tables;

/// <summary>Finds the cell that a JSON pointer into the line of a report means.</summary>
internal static class PointedCell
{
    private static readonly Dictionary<string, TableColumn> s_byPath = new(StringComparer.Ordinal)
    {
        ["report"] = TableColumn.Report, ["agency"] = TableColumn.Agency, ["revision"] = TableColumn.Revision, ["writtenAt"] = TableColumn.WrittenAt,
        ["grade"] = TableColumn.Grade, ["handling"] = TableColumn.Tlp, ["handling/tlp"] = TableColumn.Tlp, ["handling/pap"] = TableColumn.Pap,
        ["handling/audience"] = TableColumn.Audience, ["cites"] = TableColumn.Cites, ["narrative"] = TableColumn.Narrative, ["language"] = TableColumn.Language,
        ["claims/subject"] = TableColumn.Name, ["claims/subject/kind"] = TableColumn.Kind, ["claims/subject/id"] = TableColumn.Id,
        ["claims/subject/name"] = TableColumn.Name, ["claims/subject/place"] = TableColumn.Place, ["claims/attribute"] = TableColumn.Attribute,
        ["claims/dimension"] = TableColumn.Dimension, ["claims/party"] = TableColumn.PartyName, ["claims/party/kind"] = TableColumn.PartyKind,
        ["claims/party/name"] = TableColumn.PartyName, ["claims/on"] = TableColumn.On, ["claims/value"] = TableColumn.Value,
        ["claims/value/value"] = TableColumn.Value, ["claims/value/low"] = TableColumn.Low, ["claims/value/high"] = TableColumn.High,
        ["claims/value/atLeast"] = TableColumn.AtLeast, ["claims/value/atMost"] = TableColumn.AtMost, ["claims/value/sigma"] = TableColumn.Sigma,
        ["claims/value/lat"] = TableColumn.Lat, ["claims/value/lon"] = TableColumn.Lon, ["claims/value/precisionKm"] = TableColumn.PrecisionKm,
        ["claims/value/kind"] = TableColumn.PartyKind, ["claims/value/name"] = TableColumn.PartyName, ["claims/unit"] = TableColumn.Unit,
        ["claims/denied"] = TableColumn.Denied, ["claims/observedAt"] = TableColumn.ObservedAt, ["claims/credibility"] = TableColumn.Credibility,
        ["claims/from"] = TableColumn.From, ["claims/until"] = TableColumn.Until, ["claims/occasion"] = TableColumn.Occasion, ["claims/zone"] = TableColumn.Zone,
        ["claims/neverSo"] = TableColumn.NeverSo, ["claims/value/counted"] = TableColumn.Counted, ["claims/of"] = TableColumn.Of, ["claims/in"] = TableColumn.In,
        ["claims/apart"] = TableColumn.Apart, ["claims/split"] = TableColumn.Split, ["claims/complete"] = TableColumn.Complete, ["claims/part"] = TableColumn.Part,
        ["claims/within"] = TableColumn.Within, ["claims/said"] = TableColumn.Said, ["claims/handling"] = TableColumn.ClaimTlp, ["claims/handling/tlp"] = TableColumn.ClaimTlp,
        ["claims/handling/pap"] = TableColumn.ClaimPap, ["claims/handling/audience"] = TableColumn.ClaimAudience,
    };

    /// <summary>The cell, for example <c>row 5, low</c>; the first row of the report when the pointer means the whole of it.</summary>
    /// <param name="pointer">A JSON pointer.</param>
    /// <param name="first">The first row of the report.</param>
    /// <param name="rows">The row of each claim.</param>
    public static string Of(string pointer, int first, List<TableRow> rows)
    {
        var row = first;
        var names = new List<string>();
        foreach (var segment in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                names.Add(segment);
            else if (names is ["claims"] && index < rows.Count)
                row = rows[index].Number;
        }

        // Every axis of a part stands in one cell.
        if (names is ["claims", "of" or "within", ..])
            names.RemoveRange(2, names.Count - 2);
        return s_byPath.TryGetValue(string.Join('/', names), out var column)
            ? column.Cell(row) : FormattableString.Invariant($"row {row}");
    }
}
