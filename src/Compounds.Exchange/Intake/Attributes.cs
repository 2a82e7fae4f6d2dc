using System.Collections.Frozen;
using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Exchange.Intake;

/// <summary>A rule of the catalogue as the reader needs it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Codes">The codes of a category; empty for other forms.</param>
internal sealed record KnownAttribute(AttributeRule Rule, string[] Codes);

/// <summary>Finds the rules of the catalogue by the characters of a name, and says what was meant when there is none.</summary>
internal static class Attributes
{
    private static readonly FrozenDictionary<string, KnownAttribute?[]> s_byName = AttributeCatalogue.Current.Rules
        .GroupBy(static rule => rule.Name)
        .ToFrozenDictionary(static group => group.Key, static group => SubjectKinds.All.Select(kind => Of(group, kind)).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, KnownAttribute?[]>.AlternateLookup<ReadOnlySpan<char>> s_bySpan = s_byName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The rules of a name, one place for each kind of subject in the order of the enumeration; null when no kind has it.</summary>
    public static KnownAttribute?[]? Find(ReadOnlySpan<char> name) => s_bySpan.TryGetValue(name, out var rules) ? rules : null;

    /// <summary>The sentence for an attribute that this kind does not have.</summary>
    public static string Unknown(string name, SubjectKind kind)
    {
        if (s_byName.TryGetValue(name, out var rules))
            return $"A subject of kind {kind.Text()} has no {Quoted.Text(name)}; it belongs to {Quoted.List(SubjectKinds.All.Where((_, i) => rules[i] is not null).Select(static each => each.Text()))}.";
        var own = AttributeCatalogue.Current.Of(kind).Select(static rule => rule.Name);
        return NearestName.Of(name, own) is { } nearest
            ? $"There is no attribute {Quoted.Text(name)}; did you mean \"{nearest}\"?"
            : $"There is no attribute {Quoted.Text(name)}; a subject of kind {kind.Text()} has {Quoted.List(own)}.";
    }

    private static KnownAttribute? Of(IEnumerable<AttributeRule> rules, SubjectKind kind) =>
        rules.FirstOrDefault(rule => rule.Kinds.Contains(kind)) is { } rule ? new KnownAttribute(rule, [.. rule.Codes ?? []]) : null;
}
