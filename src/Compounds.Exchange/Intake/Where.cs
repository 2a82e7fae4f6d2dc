using System.Globalization;

namespace Compounds.Exchange.Intake;

/// <summary>A place in a line, kept in parts so that a line without problems never builds a JSON pointer.</summary>
/// <param name="Root">The property of the line with its slash, or empty for the whole line.</param>
/// <param name="Index">The position in an array, or -1.</param>
/// <param name="Part">A property below it with its slash, or empty.</param>
/// <param name="Leaf">A property below that, unescaped and without a slash, or null.</param>
internal readonly record struct Where(string Root, int Index = -1, string Part = "", string? Leaf = null)
{
    /// <summary>The same place with another part.</summary>
    public Where At(string part) => this with { Part = part };

    /// <summary>The property of this name in the object at this place.</summary>
    public Where In(string leaf) => this with { Leaf = leaf };

    /// <summary>The JSON pointer (RFC 6901).</summary>
    public override string ToString() => string.Concat(
        Root, Index < 0 ? "" : "/" + Index.ToString(CultureInfo.InvariantCulture), Part, Leaf is null ? "" : "/" + Escape(Leaf));

    private static string Escape(string name) =>
        Quoted.Short(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
