using Sylvan.Data.Csv;

namespace Compounds.Exchange.Tables;

/// <summary>The cells of one row by column; space at the ends of a cell is dropped.</summary>
internal sealed class TableRow
{
    private readonly string[] _cells = new string[TableColumns.Count];

    /// <summary>Takes the row at which the reader is.</summary>
    public TableRow(CsvDataReader reader, TableColumn?[] columns, int number)
    {
        Number = number;
        Array.Fill(_cells, "");
        for (var i = 0; i < reader.RowFieldCount; i++)
        {
            var cell = SpreadsheetCell.Restore(reader.GetString(i).Trim()).Trim();
            if (i < columns.Length && columns[i] is { } column)
                _cells[(int)column] = cell;
            else
                HasStray |= cell.Length > 0;
        }
    }

    /// <summary>The row as a spreadsheet numbers it.</summary>
    public int Number { get; }

    /// <summary>Whether text stands beyond the columns that have a name.</summary>
    public bool HasStray { get; }

    /// <summary>The text of a cell; empty when there is none.</summary>
    public string this[TableColumn column] => _cells[(int)column];

    /// <summary>Whether a cell has text.</summary>
    public bool Has(TableColumn column) => this[column].Length > 0;

    /// <summary>Whether no cell has text.</summary>
    public bool IsBlank() => !HasStray && Array.TrueForAll(_cells, static cell => cell.Length == 0);
}
