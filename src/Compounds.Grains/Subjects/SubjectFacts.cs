using System.Text.Json;
using Compounds.Assessments;
using Compounds.Ledger;
using Compounds.Reports;

namespace Compounds.Grains.Subjects;

/// <summary>Reads the stored form of what subjects take in, <c>evidence-applied</c>.</summary>
internal static class SubjectFacts
{
    public const string Applied = "evidence-applied";

    public static IEnumerable<(string Inbox, DeliveredEvidence Item)> Read(Fact fact)
    {
        var applied = ReadApplied(fact);
        return applied.Items.Select(item => (applied.Inbox, item));
    }

    public static EvidenceApplied ReadApplied(Fact fact)
    {
        if (fact.Name != Applied)
            throw new InvalidDataException($"A subject cannot read a fact named '{fact.Name}'.");
        var reader = new Utf8JsonReader(fact.Body.Span);
        var (inbox, settled) = ("", 0L);
        var items = new List<DeliveredEvidence>();
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("inbox"u8))
            {
                reader.Read();
                inbox = reader.GetString()!;
            }
            else if (reader.ValueTextEquals("settled"u8))
            {
                reader.Read();
                settled = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                reader.Read();
                while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
                    items.Add(ReadItem(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return new EvidenceApplied(inbox, settled, items, fact.Body);
    }

    private static DeliveredEvidence ReadItem(ref Utf8JsonReader reader)
    {
        var version = 0L;
        ReportEvidence? evidence = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("version"u8))
            {
                reader.Read();
                version = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("evidence"u8))
            {
                reader.Read();
                evidence = ReportEvidenceJson.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new DeliveredEvidence(version, evidence ?? throw new InvalidDataException("A delivered item has no evidence."));
    }
}

/// <summary>A subject took in what one inbox shard handed it.</summary>
/// <param name="Inbox">The shard's key.</param>
/// <param name="Settled">Every fact of the shard up to here that concerns the subject was taken; 0 when that is not known.</param>
/// <param name="Items">The evidence in order of its versions.</param>
/// <param name="Body">The fact as it is stored.</param>
internal sealed record EvidenceApplied(string Inbox, long Settled, IReadOnlyList<DeliveredEvidence> Items, ReadOnlyMemory<byte> Body)
{
    /// <summary>Where the evidence of each item stands in <see cref="Body"/>; null when the fact was read from the ledger, which an activation does that is about to be asked.</summary>
    public IReadOnlyList<Range>? Places { get; init; }

    /// <summary>What it does to the subject.</summary>
    public void FoldInto(Subject subject, DateTimeOffset recordedAt)
    {
        for (var i = 0; i < Items.Count; i++)
            subject.Apply(Inbox, Items[i].Version, Items[i].Evidence, recordedAt, Places is null ? default : Body[Places[i]]);
        subject.Settle(Inbox, Settled);
    }
}

/// <summary>The stored form: written by <see cref="SubjectAppend"/>, which has to know its length.</summary>
internal sealed class SubjectFactCodec : FactCodec<EvidenceApplied>
{
    /// <inheritdoc/>
    public override NewFact Write(EvidenceApplied fact, DateTimeOffset now) => new(SubjectFacts.Applied, now, fact.Body);

    /// <inheritdoc/>
    public override EvidenceApplied Read(Fact fact) => SubjectFacts.ReadApplied(fact);
}
