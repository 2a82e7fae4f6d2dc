namespace Compounds.Exchange.PublicRecord;

/// <summary>Checks that each side of each conflict is carried by claims of the publishers that the record names for it.</summary>
internal sealed class ConflictSection(MappingTables tables, RecordSubjects subjects, ReportDrafts drafts, Sources sources, ConversionAccount account)
{
    private readonly List<string> _lines = [];

    /// <summary>What carries each side, for the account.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Looks the sides of every conflict up in the finished reports.</summary>
    public void Apply(IEnumerable<RecordConflict> conflicts)
    {
        foreach (var conflict in conflicts)
        {
            _lines.Add($"{conflict.Id} {conflict.Topic}. Reading: {conflict.Reading}");
            for (var index = 0; index < conflict.Positions.Count; index++)
                Apply(conflict, index);
        }
    }

    private void Apply(RecordConflict conflict, int index)
    {
        var position = conflict.Positions[index];
        var piece = $"position {index}";
        _lines.Add($"  - {position.Value}");
        var row = tables.Conflicts.GetValueOrDefault(conflict.Id)?.FirstOrDefault(row => row.Position == index);
        if (row?.Claims is not { } patterns)
        {
            var reason = row?.Unmapped ?? TableSection.NoRow;
            _lines.Add($"      no claim: {reason}");
            account.Unmapped("conflicts", conflict.Id, piece, reason);
            return;
        }

        var found = 0;
        foreach (var citation in position.Citations)
        {
            var claims = Matches(citation, patterns);
            found += claims.Count;
            if (claims.Count == 0)
            {
                var reason = row.Without?.GetValueOrDefault(citation) ?? TableSection.NoRow;
                _lines.Add($"      {sources.Key(citation)}: no claim: {reason}");
                account.Unmapped("conflicts", conflict.Id, $"{piece}, {citation}", reason);
            }

            foreach (var claim in claims)
                _lines.Add($"      {sources.Key(citation)}: {claim}");
        }

        if (found > 0)
            account.Mapped("conflicts", conflict.Id, piece, found);
    }

    private List<ClaimDraft> Matches(string citation, IReadOnlyList<ClaimPattern> patterns) =>
        [.. (drafts.Find(citation)?.Claims ?? []).Where(claim => patterns.Any(pattern =>
            subjects.Find(pattern.Subject) == claim.Subject && pattern.Attribute == claim.Attribute && (pattern.Dimension is null || pattern.Dimension == claim.Dimension) && (pattern.Of ?? "") == claim.Cell()))];
}
