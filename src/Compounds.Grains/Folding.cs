using Compounds.Ledger;

namespace Compounds.Grains;

/// <summary>
/// How a stream becomes a state: the stored form of its facts, the state before the first, and what each fact does. A fact that was just
/// appended and one that is read back go through the same <see cref="Fold"/>.
/// </summary>
/// <param name="Codec">The stored form of the facts.</param>
/// <param name="Start">Makes the state of an empty stream.</param>
/// <param name="Fold">Takes one fact in. Total: it never refuses a fact. Changes the given state or makes a new one.</param>
internal sealed record Folding<TState, TFact>(FactCodec<TFact> Codec, Func<TState> Start, Func<TState, TFact, FactPlace, TState> Fold)
{
    /// <summary>How the state is kept, so that an activation need not begin at the first fact; null when it is not.</summary>
    public StateForm<TState>? Form { get; init; }

    /// <summary>Takes in a fact that is read back.</summary>
    public TState Replay(TState state, Fact fact) => Fold(state, Codec.Read(fact), new FactPlace(fact.Version, fact.RecordedAt));
}

/// <summary>The form in which a folded state is kept. What is written is read back as a state that goes on folding to the same.</summary>
/// <param name="Name">The name of the form, with its version; what was kept under another name is not read.</param>
/// <param name="Write">Writes a state.</param>
/// <param name="Read">Reads a state; null when the bytes are not of this form.</param>
/// <param name="FactsBetween">For a state, how many facts come between two times that it is kept: so many that writing it costs little beside them.</param>
internal sealed record StateForm<TState>(string Name, Func<TState, byte[]> Write, Func<ReadOnlyMemory<byte>, TState?> Read, Func<TState, long> FactsBetween);

/// <summary>Where a fact stands.</summary>
/// <param name="Version">Its version in the stream, from 1.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
internal readonly record struct FactPlace(long Version, DateTimeOffset RecordedAt);

/// <summary>What a decision appends and what it answers once that is durable.</summary>
/// <param name="Facts">The facts in order; none when there is nothing to do.</param>
/// <param name="Answer">The answer to the caller.</param>
internal readonly record struct Decision<TFact, T>(IReadOnlyList<TFact> Facts, T Answer);
