using System.Text.Json.Serialization;

namespace Compounds.Readers;

/// <summary>The Traffic Light Protocol 2.0 level of a report: how far it may be shown. Ordered from open to closed.</summary>
public enum Tlp
{
    /// <summary>TLP:CLEAR, no limit.</summary>
    Clear,

    /// <summary>TLP:GREEN, the community of the task force.</summary>
    Green,

    /// <summary>TLP:AMBER, members who need to know.</summary>
    Amber,

    /// <summary>TLP:AMBER+STRICT, one audience only.</summary>
    AmberStrict,

    /// <summary>TLP:RED, the named audience only.</summary>
    Red,
}

/// <summary>The Permissible Actions Protocol level: what may be done on the strength of a report. Ordered from free to forbidden.</summary>
public enum Pap
{
    /// <summary>PAP:CLEAR, no limit.</summary>
    Clear,

    /// <summary>PAP:GREEN, active action allowed.</summary>
    Green,

    /// <summary>PAP:AMBER, passive action only: the site must not notice.</summary>
    Amber,

    /// <summary>PAP:RED, nothing that could be noticed from outside.</summary>
    Red,
}

/// <summary>How a report may be shown and used.</summary>
/// <param name="Tlp">How far it may be shown.</param>
/// <param name="Pap">What may be done with it.</param>
/// <param name="Audience">
/// The agencies that may see it, sorted; empty when the level alone decides. Of a report the filing agency is among them. See <see cref="NoAgency"/>.
/// </param>
[GenerateSerializer, Immutable, Alias("value/handling")]
public sealed record Handling([Id(0)] Tlp Tlp, [Id(1)] Pap Pap, [Id(2)] IReadOnlyList<string> Audience)
{
    /// <summary>
    /// Stands alone in the audience of what agencies marked so that none of them may see it whole. No agency can have this id.
    /// </summary>
    public const string NoAgency = "-";

    private string? _tag;

    // A copy is made to be changed: it must not keep the tag.
    private Handling(Handling other) => (Tlp, Pap, Audience) = (other.Tlp, other.Pap, other.Audience);

    /// <summary>
    /// Makes a handling that keeps the rule of the design: AMBER+STRICT and RED always have an audience, and whoever filed is in it.
    /// </summary>
    public static Handling Of(Tlp tlp, Pap pap, string filedBy, IEnumerable<string>? audience = null)
    {
        var named = (audience ?? []).ToArray();
        if (named.Length == 0 && tlp < Tlp.AmberStrict)
            return new Handling(tlp, pap, []);
        return new Handling(tlp, pap, [.. named.Append(filedBy).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Gets the marking that asks for nothing: joined with another it gives the other.</summary>
    public static Handling Open { get; } = new(Tlp.Clear, Pap.Clear, []);

    /// <summary>Gets a value indicating whether no agency may see it.</summary>
    [JsonIgnore]
    public bool IsForNoAgency => Audience is [NoAgency];

    /// <summary>What a report without handling is given: AMBER+STRICT to its own agency, PAP:AMBER.</summary>
    public static Handling Unmarked(string filedBy) => Of(Tlp.AmberStrict, Pap.Amber, filedBy);

    /// <summary>
    /// The most closed marking of what a reader may see: for what was derived from reports that he sees when their markings are not known.
    /// </summary>
    public static Handling MostClosedFor(Reader reader) => new(reader.Clearance, Pap.Red, [reader.Agency]);

    /// <summary>
    /// The marking of what rests on both: the higher level, the stricter action, and the agencies that may see both. Unlike
    /// <see cref="Of"/> it adds no agency.
    /// </summary>
    public Handling Join(Handling other) => Covers(other) ? this : other.Covers(this) ? other
        : new(Tlp > other.Tlp ? Tlp : other.Tlp, Pap > other.Pap ? Pap : other.Pap, Meet(Audience, other.Audience));

    /// <summary>Who may see it, as one text: two handlings with the same tag are visible to the same readers.</summary>
    public string VisibilityTag() => _tag ??= Audience.Count == 0 ? Tlp.Text() : $"{Tlp.Text()}|{string.Join(',', Audience)}";

    /// <summary>Whether this reader may see it.</summary>
    public bool IsVisibleTo(Reader reader) => reader.Clearance >= Tlp && (Audience.Count == 0 || Audience.Contains(reader.Agency, StringComparer.Ordinal));

    /// <summary>Whether everyone who may see what has the other handling may see this.</summary>
    public bool IsAsOpenAs(Handling other) => other.IsForNoAgency ||
        (Tlp <= other.Tlp && (Audience.Count == 0 || (other.Audience.Count > 0 && other.Audience.All(agency => Audience.Contains(agency, StringComparer.Ordinal)))));

    /// <summary>Who may see it, as people write it, for example <c>TLP:RED for embassy, police</c>.</summary>
    public string InWords() =>
        Audience.Count == 0 ? $"TLP:{Tlp.Text()}" : IsForNoAgency ? $"TLP:{Tlp.Text()} for no agency" : $"TLP:{Tlp.Text()} for {string.Join(", ", Audience)}";

    /// <inheritdoc/>
    public bool Equals(Handling? other) => other is not null && Tlp == other.Tlp && Pap == other.Pap && Audience.SequenceEqual(other.Audience, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tlp, Pap, Audience.Count);

    /// <summary>Whether the join of both is this one. Nearly always one of two covers the other, and nothing is allocated.</summary>
    private bool Covers(Handling other) => Tlp >= other.Tlp && Pap >= other.Pap && other.IsAsOpenAs(this);

    private static IReadOnlyList<string> Meet(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        if (one.Count == 0)
            return other;
        if (other.Count == 0)
            return one;
        string[] both = [.. one.Where(agency => other.Contains(agency, StringComparer.Ordinal))];
        return both.Length == 0 ? [NoAgency] : both;
    }
}

/// <summary>The official texts of the protocol levels, without the prefix.</summary>
public static class Levels
{
    /// <summary>The text of a TLP level, for example <c>AMBER+STRICT</c>.</summary>
    public static string Text(this Tlp tlp) => tlp switch
    {
        Tlp.Clear => "CLEAR",
        Tlp.Green => "GREEN",
        Tlp.Amber => "AMBER",
        Tlp.AmberStrict => "AMBER+STRICT",
        Tlp.Red => "RED",
        _ => throw new ArgumentOutOfRangeException(nameof(tlp), tlp, "Not a TLP level."),
    };

    /// <summary>The text of a PAP level, for example <c>AMBER</c>.</summary>
    public static string Text(this Pap pap) => pap switch
    {
        Pap.Clear => "CLEAR",
        Pap.Green => "GREEN",
        Pap.Amber => "AMBER",
        Pap.Red => "RED",
        _ => throw new ArgumentOutOfRangeException(nameof(pap), pap, "Not a PAP level."),
    };

    /// <summary>Reads a TLP level, with or without the <c>TLP:</c> prefix. False when there is no such level.</summary>
    public static bool TryParse(string? text, out Tlp tlp)
    {
        foreach (var each in Enum.GetValues<Tlp>())
        {
            if (Matches(text, "TLP:", each.Text()))
            {
                tlp = each;
                return true;
            }
        }

        tlp = default;
        return false;
    }

    /// <summary>Reads a PAP level, with or without the <c>PAP:</c> prefix. False when there is no such level.</summary>
    public static bool TryParse(string? text, out Pap pap)
    {
        foreach (var each in Enum.GetValues<Pap>())
        {
            if (Matches(text, "PAP:", each.Text()))
            {
                pap = each;
                return true;
            }
        }

        pap = default;
        return false;
    }

    private static bool Matches(string? text, string prefix, string level) => text is not null &&
        (text.Equals(level, StringComparison.OrdinalIgnoreCase) ||
            (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && text.AsSpan(prefix.Length).Equals(level, StringComparison.OrdinalIgnoreCase)));
}
