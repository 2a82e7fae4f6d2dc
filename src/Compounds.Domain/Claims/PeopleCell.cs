using System.Diagnostics.CodeAnalysis;

namespace Compounds.Claims;

/// <summary>
/// The part of a group of people that a count is about, by axis: <c>nationality=KE;sex=women</c>. Axes stand in the order of the catalogue of axes,
/// so equal cells are equal texts.
/// </summary>
[GenerateSerializer, Immutable, Alias("value/people-cell")]
public readonly record struct PeopleCell
{
    [Id(0)]
    private readonly string? _text;

    private PeopleCell(string text) => _text = text.Length == 0 ? null : text; // So that the whole group is equal to the default value.

    /// <summary>The cell as text; empty when it is the whole group.</summary>
    public string Text => _text ?? "";

    /// <summary>The axes and their values, in order.</summary>
    public IEnumerable<(string Axis, string Value)> Parts() =>
        Text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static part => (part[..part.IndexOf('=', StringComparison.Ordinal)], part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    /// <summary>Makes the cell of values by axis, in any order.</summary>
    /// <exception cref="ArgumentException">An axis or a value does not exist, or an axis is given twice.</exception>
    public static PeopleCell Of(IEnumerable<(string Axis, string Value)> parts)
    {
        var given = parts.ToArray();
        if (given.Any(static part => !PeopleAxes.Accepts(part.Axis, part.Value)) || given.DistinctBy(static part => part.Axis).Count() != given.Length)
            throw new ArgumentException("Each axis is given once, with one of its values.", nameof(parts));
        return new PeopleCell(string.Join(';', given.OrderBy(static part => PeopleAxes.IndexOf(part.Axis)).Select(static part => $"{part.Axis}={part.Value}")));
    }

    /// <summary>Reads a cell that <see cref="Text"/> wrote. False when it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PeopleCell cell)
    {
        cell = default;
        if (text is null)
            return false;
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (!Array.TrueForAll(parts, static part => part.IndexOf('=', StringComparison.Ordinal) > 0))
            return false;
        var given = parts.Select(static part => part.Split('=', 2)).Select(static part => (part[0], part[1])).ToArray();
        if (given.Any(static part => !PeopleAxes.Accepts(part.Item1, part.Item2)) || given.DistinctBy(static part => part.Item1).Count() != given.Length)
            return false;
        cell = Of(given);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
