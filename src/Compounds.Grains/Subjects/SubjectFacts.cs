using System.Text.Json;
using Compounds.Ledger;
using Compounds.Reports;

namespace Compounds.Grains.Subjects;

/// <summary>Reads the stored form of what subjects take in, <c>evidence-applied</c>; <see cref="SubjectAppend"/> writes it.</summary>
internal static class SubjectFacts
{
    public const string Applied = "evidence-applied";

    public static IEnumerable<(string Inbox, DeliveredEvidence Item)> Read(Fact fact)
    {
        var reader = new Utf8JsonReader(fact.Body.Span);
        var inbox = "";
        var items = new List<(string, DeliveredEvidence)>();
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("inbox"u8))
            {
                reader.Read();
                inbox = reader.GetString()!;
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                reader.Read();
                while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
                    items.Add((inbox, ReadItem(ref reader)));
            }
            else
            {
                reader.Skip();
            }
        }

        return items;
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
