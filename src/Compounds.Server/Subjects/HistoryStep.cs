using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Grains.Subjects;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Audit;
using Compounds.Subjects;

namespace Compounds.Server.Subjects;

/// <summary>One step in what was said about a subject.</summary>
/// <param name="AppliedAt">When the subject took it in, in UTC.</param>
/// <param name="Evidence">What the report said from then on.</param>
public sealed record HistoryStep(DateTimeOffset AppliedAt, HistoryEvidence Evidence) : IMarked
{
    IEnumerable<MarkedReport> IMarked.Marked() =>
        [MarkedReport.Of(Evidence.Report, Evidence.Handling, Evidence.Claims.Select(static said => said.Claim))];

    /// <summary>Steps whose texts are read together.</summary>
    private const int Batch = 50;

    /// <summary>The steps with their claims in words, as they come.</summary>
    internal static async IAsyncEnumerable<HistoryStep> ReadAsync(
        IGrainFactory grains, ISubjectGrain subject, Reader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var look = new NameLookUp(grains, reader, SubjectQuestion.Now);
        await foreach (var entries in subject.HistoryAsync(reader, cancellationToken).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var names = await look.ForAsync(entries.SelectMany(static entry => entry.Evidence.Claims), cancellationToken);
            var texts = await ReportTexts.ReadAsync(grains, reader, entries.Select(static entry => entry.Evidence), cancellationToken);
            foreach (var (appliedAt, evidence) in entries)
                yield return new HistoryStep(appliedAt, HistoryEvidence.Of(evidence, ReportTitle.Of(ReportTexts.Shown(texts.Of(evidence))), names));
        }
    }
}

/// <summary>What a report said about a subject from some time on.</summary>
/// <param name="Report">The report.</param>
/// <param name="Revision">The revision these claims are from.</param>
/// <param name="Title">The title of its first link, else how its narrative begins, else its id; the id when it was taken back.</param>
/// <param name="Source">What the claims are independent by: the agency, or the cluster it belongs to.</param>
/// <param name="Grade">The report's grade.</param>
/// <param name="Handling">Who may see it.</param>
/// <param name="Cites">The reports (<c>agency/id</c>) and origins (<c>origin:label</c>) it rests on.</param>
/// <param name="RecordedAt">When the report was recorded, in UTC.</param>
/// <param name="Claims">The claims about the subject; none after a retraction.</param>
/// <param name="Retracted">Why the report was taken back, or null while it stands.</param>
public sealed record HistoryEvidence(
    ReportKey Report, int Revision, string Title, string Source, Grade Grade, Handling Handling, IReadOnlyList<string> Cites, DateTimeOffset RecordedAt,
    IReadOnlyList<SaidClaim> Claims, RetractionReason? Retracted)
{
    internal static HistoryEvidence Of(ReportEvidence evidence, string title, SubjectNames names) => new(
        evidence.Report, evidence.Revision, title, evidence.Source, evidence.Grade, evidence.Handling, evidence.Cites, evidence.RecordedAt,
        [.. evidence.Claims.Select(claim => new SaidClaim(claim, ClaimSentence.Of(claim, names)))], evidence.Retracted);
}

/// <summary>A claim as it is stored, with the words for it as one more property, <c>sentence</c>.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Sentence">The claim in plain English.</param>
public sealed record SaidClaim(Claim Claim, string Sentence)
{
    /// <summary>Writes both as one object.</summary>
    internal static void Write(Utf8JsonWriter writer, SaidClaim said)
    {
        var stored = new ArrayBufferWriter<byte>();
        using (var inner = new Utf8JsonWriter(stored))
            ClaimJson.Write(inner, said.Claim);
        using var document = JsonDocument.Parse(stored.WrittenMemory);
        writer.WriteStartObject();
        foreach (var property in document.RootElement.EnumerateObject())
            property.WriteTo(writer);
        writer.WriteString("sentence"u8, said.Sentence);
        writer.WriteEndObject();
    }
}
