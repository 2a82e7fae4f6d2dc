using System.Buffers;
using System.Text;
using System.Text.Json;
using Compounds.Assessments;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>All that a reader can get out of a subject, as JSON to the last bit.</summary>
internal static class Seen
{
    /// <summary>The state at the times asked for: card, assessments with explanations, screen, standing reports.</summary>
    public static string State(Subject subject, Reader reader, SubjectQuestion question, DateTimeOffset now)
    {
        var state = subject.StateFor(reader, question);
        var hour = FusionTime.HourOf(question.AsOf ?? question.KnownAt ?? now);
        var isCoarse = reader.SeesCoarsePlaces();
        return $"{JsonSerializer.Serialize(state.CardAt(hour, isCoarse))}\n{Assessments(subject, reader, question, now)}\n{JsonSerializer.Serialize(LabourScreen.Of(state, hour))}\n{Standing(subject, reader, question)}\n{state.ChangedAt:O}\n{JsonSerializer.Serialize(state.Label())}";
    }

    /// <summary>The assessments with explanations.</summary>
    public static string Assessments(Subject subject, Reader reader, SubjectQuestion question, DateTimeOffset now) => string.Join('\n', subject.StateFor(reader, question)
        .AssessAll(FusionTime.HourOf(question.AsOf ?? question.KnownAt ?? now), reader.SeesCoarsePlaces(), explain: true).Select(static assessment => JsonSerializer.Serialize(assessment)));

    /// <summary>The card without the time of its last change, which tells in what order reports came.</summary>
    public static string CardButChange(Subject subject, Reader reader) => JsonSerializer.Serialize(
        subject.StateFor(reader, SubjectQuestion.Now).CardAt(Evidence.Hour, reader.SeesCoarsePlaces()) is { } card ? card with { ChangedAt = default } : null);

    public static string Standing(Subject subject, Reader reader, SubjectQuestion question) => string.Join('\n', subject.StateFor(reader, question).Standing.Select(Json));

    public static string History(Subject subject, Reader reader) => string.Join('\n', subject.HistoryFor(reader).Select(static entry => $"{entry.AppliedAt:O} {Json(entry.Evidence)}"));

    /// <summary>Every state and the history.</summary>
    public static string Everything(Subject subject, Reader reader, params SubjectQuestion[] questions) =>
        $"{string.Join('\n', questions.Select(question => State(subject, reader, question, Evidence.Now)))}\n{History(subject, reader)}";

    public static string Json(ReportEvidence evidence)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
            ReportEvidenceJson.Write(writer, evidence);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
