namespace Compounds.Exchange.Intake;

/// <summary>Guesses which known name a mistyped one was meant to be.</summary>
internal static class NearestName
{
    private const int Longest = 64;

    /// <summary>The known name with the fewest edits, or null when none is near.</summary>
    public static string? Of(string given, IEnumerable<string> known)
    {
        if (given.Length is 0 or > Longest)
            return null;
        string? nearest = null;
        var fewest = Math.Max(2, given.Length / 3) + 1;
        foreach (var name in known)
        {
            var edits = Edits(given, name);
            if (edits < fewest && edits < name.Length)
                (nearest, fewest) = (name, edits);
        }

        return nearest;
    }

    /// <summary>Letters to insert, delete or replace; case counts for nothing.</summary>
    private static int Edits(string left, string right)
    {
        Span<int> row = stackalloc int[right.Length + 1];
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]);
                var edits = Math.Min(Math.Min(row[j] + 1, row[j + 1] + 1), diagonal + (same ? 0 : 1));
                (diagonal, row[j + 1]) = (row[j + 1], edits);
            }
        }

        return row[^1];
    }
}
