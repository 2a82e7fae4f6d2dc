using System.Text.Json.Serialization;

namespace Compounds.Readers;

/// <summary>What the reports of one agency ask of all that rests on them.</summary>
/// <param name="Owner">The agency that filed the reports; <see cref="Handling.NoAgency"/> when it is not known.</param>
/// <param name="Handling">The join of their markings.</param>
[GenerateSerializer, Immutable, Alias("value/owned-marking")]
public sealed record OwnedMarking([Id(0)] string Owner, [Id(1)] Handling Handling);

/// <summary>
/// The label of something that was derived from reports, owner by owner: the join says who may see it, and the owners who may lower that.
/// </summary>
/// <param name="Owners">One entry for each agency, by its id; empty when it rests on no report.</param>
[GenerateSerializer, Immutable, Alias("value/marking-label")]
public sealed record Label([Id(0)] IReadOnlyList<OwnedMarking> Owners)
{
    /// <summary>Gets the label of what rests on no report.</summary>
    public static Label None { get; } = new([]);

    /// <summary>Gets the join of all owners' markings.</summary>
    [JsonIgnore]
    public Handling Marking => Owners.Aggregate(Handling.Open, static (marking, owned) => marking.Join(owned.Handling));

    /// <summary>The label of what rests on one agency's reports.</summary>
    public static Label Of(string owner, Handling handling) => new([new OwnedMarking(owner, handling)]);

    /// <summary>The label of what was derived from reports that a reader sees, when nothing more is known: no agency can lower it.</summary>
    public static Label Unknown(Reader reader) => Of(Handling.NoAgency, Handling.MostClosedFor(reader));

    /// <summary>The label of what rests on all of these.</summary>
    public static Label Join(IEnumerable<Label> labels) => Join(labels.SelectMany(static label => label.Owners));

    /// <summary>The label of what rests on all of these, in any order; an owner may stand among them more than once.</summary>
    public static Label Join(IEnumerable<OwnedMarking> markings)
    {
        var owners = new SortedDictionary<string, Handling>(StringComparer.Ordinal);
        foreach (var (owner, handling) in markings)
            owners[owner] = owners.TryGetValue(owner, out var before) ? before.Join(handling) : handling;
        return new([.. owners.Select(static each => new OwnedMarking(each.Key, each.Value))]);
    }

    /// <summary>The label of what rests on both.</summary>
    public Label Join(Label other) => ReferenceEquals(this, other) ? this : Join([this, other]);

    /// <summary>The owners whose reports may not be shown to everyone to whom a marking shows what rests on them.</summary>
    public IEnumerable<string> HeldUpBy(Handling marking) => Owners.Where(owned => !owned.Handling.IsAsOpenAs(marking)).Select(static owned => owned.Owner);

    /// <inheritdoc/>
    public bool Equals(Label? other) => other is not null && Owners.SequenceEqual(other.Owners);

    /// <inheritdoc/>
    public override int GetHashCode() => Owners.Count == 0 ? 0 : HashCode.Combine(Owners.Count, Owners[0]);
}
