using System.Text.Json;

namespace Compounds.Claims;

/// <summary>The axes by which groups of people are broken down, as versioned data (<c>people-axes.json</c>).</summary>
public static class PeopleAxes
{
    private static readonly PeopleAxis[] s_axes = Load();

    /// <summary>All axes, in their order.</summary>
    public static IReadOnlyList<PeopleAxis> All => s_axes;

    /// <summary>The axis of a name; null when there is none.</summary>
    public static PeopleAxis? Find(string name) => Array.Find(s_axes, axis => axis.Name == name);

    /// <summary>The position of an axis in the order; -1 when there is none.</summary>
    public static int IndexOf(string name) => Array.FindIndex(s_axes, axis => axis.Name == name);

    /// <summary>Whether an axis exists and takes a value.</summary>
    public static bool Accepts(string name, string value) => Find(name) is { } axis && axis.Accepts(value);

    private static PeopleAxis[] Load()
    {
        using var stream = typeof(PeopleAxes).Assembly.GetManifestResourceStream("people-axes.json") ?? throw new InvalidOperationException("people-axes.json is not embedded.");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("axes").EnumerateArray().Select(static axis => new PeopleAxis(
            axis.GetProperty("name").GetString()!,
            axis.TryGetProperty("values", out var values) ? [.. values.EnumerateArray().Select(static value => value.GetString()!)] : null,
            axis.TryGetProperty("isFlag", out var flag) && flag.GetBoolean()))];
    }
}

/// <summary>One axis.</summary>
/// <param name="Name">Its name in claims, for example <c>sex</c>.</param>
/// <param name="Values">The values it takes; null when any short text without <c>;</c> and <c>=</c> is one.</param>
/// <param name="IsFlag">Whether its values say nothing of the others, such as a condition: they have no complement.</param>
public sealed record PeopleAxis(string Name, IReadOnlyList<string>? Values, bool IsFlag)
{
    /// <summary>The longest value, in UTF-16 units.</summary>
    public const int MaxValueLength = 100;

    /// <summary>Whether the axis takes a value.</summary>
    public bool Accepts(string value) => Values?.Contains(value) ?? (value.Length is > 0 and <= MaxValueLength && value.AsSpan().IndexOfAny(";=") < 0);
}
