using Compounds.Exchange.Intake;
using Compounds.Reports;
using Sylvan.Data.Csv;

namespace Compounds.Exchange.Tables;

/// <summary>Reads the first row: which column stands where.</summary>
internal static class TableHeader
{
    private static readonly TableColumn[] s_needed = [TableColumn.Report, TableColumn.WrittenAt, TableColumn.Attribute];

    /// <summary>
    /// For each position in a row its column; null when the header has a problem. A position without a name has none and must stay empty.
    /// </summary>
    public static TableColumn?[]? Read(CsvDataReader reader, out IReadOnlyList<ReportProblem> problems)
    {
        var found = new List<ReportProblem>();
        var columns = new TableColumn?[reader.FieldCount];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = reader.GetName(i).Trim();
            if (name.Length == 0)
                continue;
            var index = Array.FindIndex(TableColumns.Names, each => each.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                Unknown(name, found);
            else if (columns.Contains((TableColumn)index))
                found.Add(new ReportProblem(Place(name), RefusalCodes.MalformedCsv.Code, $"The column \"{name}\" is there twice; keep one."));
            else
                columns[i] = (TableColumn)index;
        }

        foreach (var column in s_needed)
        {
            if (!columns.Contains(column))
                Missing($"\"{column.Text()}\"", found);
        }

        if (!columns.Contains(TableColumn.Name) && !columns.Contains(TableColumn.Id))
            Missing("\"name\" (with \"kind\") or \"id\"", found);
        problems = found;
        return found.Count == 0 ? columns : null;
    }

    private static void Unknown(string name, List<ReportProblem> found)
    {
        var sentence = name.Contains(';', StringComparison.Ordinal) || name.Contains('\t', StringComparison.Ordinal)
            ? "The columns are not separated by commas; save the table as \"CSV UTF-8 (comma delimited)\"."
            : NearestName.Of(name, TableColumns.Names) is { } nearest
                ? $"There is no column {Quoted.Text(name)}; did you mean \"{nearest}\"?"
                : $"There is no column {Quoted.Text(name)}; the columns are {ReportCsv.Header}.";
        found.Add(new ReportProblem(Place(name), RefusalCodes.UnknownColumn.Code, sentence));
    }

    private static void Missing(string what, List<ReportProblem> found) =>
        found.Add(new ReportProblem("row 1", RefusalCodes.MissingColumn.Code, $"The table needs a column {what}; its first row names the columns."));

    private static string Place(string name) => $"row 1, {Quoted.Short(name)}";
}
