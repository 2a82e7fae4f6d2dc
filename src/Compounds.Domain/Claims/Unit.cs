using System.Text.Json;

namespace Compounds.Claims;

/// <summary>A unit in which quantities are reported.</summary>
/// <param name="Name">The text in reports, for example <c>MW</c>.</param>
/// <param name="Canonical">The unit that the attribute is kept in, for example <c>kW</c>.</param>
/// <param name="Factor">Canonical units in one of this unit.</param>
public sealed record Unit(string Name, string Canonical, double Factor)
{
    private static readonly Dictionary<string, Unit[]> s_byName = Load();

    /// <summary>
    /// Finds the unit of this text that measures what <paramref name="canonical"/> measures; null when there is none. Case matters only
    /// when two units differ by nothing else.
    /// </summary>
    public static Unit? Find(string name, string canonical)
    {
        var text = name.Trim();
        Unit? found = null;
        foreach (var unit in s_byName.GetValueOrDefault(text, []))
        {
            if (unit.Canonical == canonical && (found is null || unit.Name == text))
                found = unit;
        }

        return found;
    }

    /// <summary>The texts accepted for a canonical unit, the canonical one first.</summary>
    public static IReadOnlyList<string> NamesOf(string canonical) =>
        [canonical, .. s_byName.Values.SelectMany(static units => units).Where(unit => unit.Canonical == canonical && unit.Name != canonical).Select(static unit => unit.Name)];

    private static Dictionary<string, Unit[]> Load()
    {
        using var stream = typeof(Unit).Assembly.GetManifestResourceStream("units.json") ?? throw new InvalidOperationException("units.json is not embedded.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("units").EnumerateObject()
            .SelectMany(static canonical => canonical.Value.EnumerateObject()
                .Select(unit => new Unit(unit.Name, canonical.Name, unit.Value.GetDouble()))
                .Prepend(new Unit(canonical.Name, canonical.Name, 1)))
            .GroupBy(static unit => unit.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.OrdinalIgnoreCase);
    }
}
