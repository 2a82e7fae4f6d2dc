namespace Compounds.Subjects;

/// <summary>What a claim can be about.</summary>
public enum SubjectKind
{
    /// <summary>A site where people are held or made to defraud others.</summary>
    Compound,

    /// <summary>An organisation behind a site: armed group, company, syndicate. Never a natural person.</summary>
    Operator,

    /// <summary>A bridge, ferry, gate or informal path over a border.</summary>
    Crossing,

    /// <summary>A supply or load on the network: feed, tower, fuel route, hospital, settlement and the like.</summary>
    Infrastructure,
}

/// <summary>The lower-case names of the kinds, as they stand in ids, URLs and reports.</summary>
public static class SubjectKinds
{
    /// <summary>Every kind, in the order of the enumeration.</summary>
    public static IReadOnlyList<SubjectKind> All { get; } = [SubjectKind.Compound, SubjectKind.Operator, SubjectKind.Crossing, SubjectKind.Infrastructure];

    /// <summary>The lower-case name, for example <c>compound</c>.</summary>
    public static string Text(this SubjectKind kind) => kind switch
    {
        SubjectKind.Compound => "compound",
        SubjectKind.Operator => "operator",
        SubjectKind.Crossing => "crossing",
        SubjectKind.Infrastructure => "infrastructure",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a subject kind."),
    };

    /// <summary>Reads a lower-case name. False when there is no such kind.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SubjectKind kind)
    {
        foreach (var each in All)
        {
            if (text.SequenceEqual(each.Text()))
            {
                kind = each;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
