using System.Buffers;
using System.Text.Json;
using Compounds.Reports;
using Compounds.Server.Problems;

namespace Compounds.Server.Intake;

/// <summary>Receipts as JSON lines. Written by hand: at ten thousand a second they are on the hot path.</summary>
internal static class ReceiptJson
{
    public static void WriteLine(IBufferWriter<byte> answer, Receipt receipt)
    {
        Write(answer, receipt);
        answer.Write("\n"u8);
    }

    public static void Write(IBufferWriter<byte> answer, Receipt receipt)
    {
        var writer = ThreadWriter.To(answer);
        writer.WriteStartObject();
        writer.WriteNumber("line"u8, receipt.Line);
        if (receipt.Report is { } key)
            writer.WriteString("report"u8, key.ToString());
        if (receipt.Revision is { } revision)
            writer.WriteNumber("revision"u8, revision);
        writer.WriteString("outcome"u8, Text(receipt.Outcome));
        WriteProblems(writer, "problems"u8, receipt.Problems);
        WriteProblems(writer, "warnings"u8, receipt.Warnings);
        writer.WriteEndObject();
        writer.Flush();
    }

    /// <summary>The last line of every answer of receipts: it came to its end, or what broke it off. Without it the connection was cut.</summary>
    public static void WriteEnd(IBufferWriter<byte> answer, Problem? problem)
    {
        answer.Write(problem is null ? """{"end":"complete"}"""u8 : JsonSerializer.SerializeToUtf8Bytes(new { end = "interrupted", problem = problem.Details() }, ApiJson.Options));
        answer.Write("\n"u8);
    }

    public static string Text(ReceiptOutcome outcome) => outcome switch
    {
        ReceiptOutcome.Accepted => "accepted",
        ReceiptOutcome.Duplicate => "duplicate",
        ReceiptOutcome.Conflict => "conflict",
        ReceiptOutcome.Invalid => "invalid",
        ReceiptOutcome.Unavailable => "unavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };

    private static void WriteProblems(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<ReportProblem> problems)
    {
        writer.WriteStartArray(name);
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("pointer"u8, problem.Pointer);
            writer.WriteString("code"u8, problem.Code);
            writer.WriteString("message"u8, problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
