using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compounds.Readers;

namespace Compounds.Grains.Policy;

/// <summary>A fact about the list of policy actions.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(PolicyActionListed), "policy-action-listed")]
internal abstract record PolicyListFact;

/// <summary>An action was added.</summary>
internal sealed record PolicyActionListed(PolicyEntry Entry) : PolicyListFact;

/// <summary>Every policy action with its marking, which is listed again when it is lowered. What each came to stands in its own stream.</summary>
/// <param name="Entries">By id.</param>
public sealed record PolicyList(ImmutableDictionary<string, PolicyEntry> Entries)
{
    /// <summary>No actions.</summary>
    public static PolicyList Empty { get; } = new(ImmutableDictionary.Create<string, PolicyEntry>(StringComparer.Ordinal));

    /// <summary>A page of the actions that a reader may see, newest first.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="after">The last entry of the page before; null for the first. It names a time and an id, never a place, which would count what is hidden.</param>
    /// <param name="limit">The most entries wanted, at least 1.</param>
    public IReadOnlyList<PolicyEntry> Page(Reader reader, PolicyPosition? after, int limit) =>
    [
        .. Entries.Values.Where(entry => entry.Marking.Handling.IsVisibleTo(reader) && after?.IsBefore(entry) != false)
            .OrderByDescending(static entry => entry.DraftedAt).ThenBy(static entry => entry.Id, StringComparer.Ordinal).Take(limit),
    ];
}
