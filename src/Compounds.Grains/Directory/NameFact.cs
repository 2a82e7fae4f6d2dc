using System.Text.Json;
using Compounds.Ledger;
using Compounds.Subjects;

namespace Compounds.Grains.Directory;

/// <summary>A name was registered for a subject, or taken back.</summary>
/// <param name="Entry">The way to the subject.</param>
/// <param name="IsWithdrawn">Whether it was taken back.</param>
internal sealed record NameFact(NameEntry Entry, bool IsWithdrawn);

/// <summary>The stored form: the entry, under one of two names.</summary>
internal sealed class NameFactCodec : FactCodec<NameFact>
{
    private const string Registered = "name-registered";
    private const string Withdrawn = "name-withdrawn";

    /// <inheritdoc/>
    public override NewFact Write(NameFact fact, DateTimeOffset now) =>
        new(fact.IsWithdrawn ? Withdrawn : Registered, now, JsonSerializer.SerializeToUtf8Bytes(fact.Entry, StoredJson.Options));

    /// <inheritdoc/>
    public override NameFact Read(Fact fact) => fact.Name is Registered or Withdrawn
        ? new NameFact(JsonSerializer.Deserialize<NameEntry>(fact.Body.Span, StoredJson.Options)!, fact.Name is Withdrawn)
        : throw new InvalidDataException($"The directory cannot read a fact named '{fact.Name}'.");
}
