namespace Compounds.Exchange.PublicRecord;

/// <summary>Applies the rows of an item: each claim goes into the reports of the citations that say it.</summary>
internal sealed class TableSection(MappingTables tables, ClaimMapping mapping, ConversionAccount account)
{
    /// <summary>The item's piece in the account when a row decides the item as a whole or its prose.</summary>
    public const string Prose = "";

    /// <summary>The reason for a piece that nobody has decided about.</summary>
    public const string NoRow = "no row in the mapping table";

    /// <summary>Applies all rows of an item and accounts for it whole: a number that no row decides is not mapped, a text is in the narrative.</summary>
    public void ApplyWhole(RecordItem item)
    {
        if (tables.Find(item.Section, item.Id) is not { } rows)
        {
            account.Unmapped(item.Section, item.Id, Prose, NoRow);
            return;
        }

        ApplyRows(item);
        foreach (var piece in item.Pieces.Where(piece => rows.All(row => row.Piece != piece.Name)))
        {
            if (piece.IsText)
                account.Told(item.Section, item.Id, piece.Name);
            else
                account.Unmapped(item.Section, item.Id, piece.Name, NoRow);
        }
    }

    /// <summary>Applies the rows of an item, if it has any, and leaves its other pieces to the caller.</summary>
    public void ApplyRows(RecordItem item)
    {
        foreach (var row in tables.Find(item.Section, item.Id) ?? [])
            Apply(item, row);
    }

    /// <summary>Whether a row decides this piece.</summary>
    public bool Decides(string section, string item, string piece) =>
        tables.Find(section, item)?.Any(row => row.Piece == piece) == true;

    private void Apply(RecordItem item, MappingRow row)
    {
        var name = row.Piece ?? Prose;
        if (row.Unmapped is { } reason)
        {
            account.Unmapped(item.Section, item.Id, name, reason);
            return;
        }

        if (row.Used is { } where)
        {
            account.Used(item.Section, item.Id, name, where);
            return;
        }

        var piece = row.Piece is null ? null : item.Pieces.FirstOrDefault(each => each.Name == row.Piece);
        if (row.Piece is not null && piece is null)
            throw new InvalidDataException($"{item.Section} {item.Id} has no piece '{row.Piece}'.");
        ClaimDraft[] claims = piece?.Tally is { } tally
            ? [.. mapping.Nationalities(row, item.Date, tally)]
            : [.. mapping.Claims(row, item.Date, piece?.Number, piece?.Qualifier, piece?.Unit)];
        var targets = row.By is { } by ? by.Select(item.ReportOf) : item.DefaultReports();
        foreach (var draft in targets)
        {
            foreach (var text in item.Narrative)
                draft.Tell(text);
            foreach (var claim in claims)
                draft.Add(claim);
        }

        account.Mapped(item.Section, item.Id, name, claims.Length, row.Why);
    }
}
