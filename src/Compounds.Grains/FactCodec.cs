using System.Text.Json;
using Compounds.Ledger;

namespace Compounds.Grains;

/// <summary>The stored form of one grain's facts. What is written is read back as a fact that folds to the same state.</summary>
internal abstract class FactCodec<TFact>
{
    /// <summary>Writes a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="now">When it is recorded, in UTC.</param>
    public abstract NewFact Write(TFact fact, DateTimeOffset now);

    /// <summary>Reads a stored fact, old shapes included.</summary>
    /// <exception cref="InvalidDataException">The stream holds a fact of another kind.</exception>
    public abstract TFact Read(Fact fact);
}

/// <summary>Facts of a family whose members carry their stored names as <c>$type</c>.</summary>
internal sealed class JsonFactCodec<TFact> : FactCodec<TFact>
    where TFact : class
{
    /// <inheritdoc/>
    public override NewFact Write(TFact fact, DateTimeOffset now) => StoredJson.Fact(fact, now);

    /// <inheritdoc/>
    public override TFact Read(Fact fact) => JsonSerializer.Deserialize<TFact>(fact.Body.Span, StoredJson.Options)
        ?? throw new InvalidDataException($"Fact {fact.Version} of {fact.Stream} is empty.");
}
