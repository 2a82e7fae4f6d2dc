using System.Text.Json;
using System.Text.Unicode;

namespace Compounds.Exchange.Intake;

/// <summary>
/// Reads one line of intake, a report or a retraction, and tells everything that is wrong with it at once. It never throws for what a
/// line holds.
/// </summary>
public static class ReportReader
{
    /// <summary>Reads one JSON object.</summary>
    /// <param name="line">The object in UTF-8, with or without a byte order mark or space around it.</param>
    /// <param name="context">Who files it and when.</param>
    /// <returns>A report, a retraction, or at least one problem.</returns>
    public static ReportReading Read(ReadOnlySpan<byte> line, FilingContext context)
    {
        var problems = new Problems();
        var json = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        if (!IsText(json, problems))
            return Refused(problems);

        var reader = new Utf8JsonReader(json);
        var draft = default(LineDraft);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                problems.Add(RefusalCodes.NotAnObject, new Where(""), "A line is one report: an object in braces.");
                return Refused(problems);
            }

            LineReading.Read(ref reader, json, ref draft, problems, context.Now);
            reader.Read();
        }
        catch (JsonException malformed)
        {
            problems.Add(RefusalCodes.MalformedJson, new Where(""), malformed.LineNumber > 0
                ? $"The JSON breaks in line {malformed.LineNumber + 1} at byte {malformed.BytePositionInLine + 1}; send one whole object."
                : $"The JSON breaks at byte {malformed.BytePositionInLine + 1}; send one whole object a line.");
            return Refused(problems);
        }

        return LineRules.Complete(draft, context, problems);
    }

    /// <summary>What the JSON reader takes for granted, or would throw for late.</summary>
    private static bool IsText(ReadOnlySpan<byte> json, Problems problems)
    {
        if (json.Length > ReportLimits.LineBytes)
            problems.Add(RefusalCodes.LineTooLong, new Where(""), $"The line has {json.Length} bytes; {ReportLimits.LineBytes} is the limit. Split the report.");
        else if (!Utf8.IsValid(json))
            problems.Add(RefusalCodes.MalformedJson, new Where(""), "The line is not in UTF-8; save it as UTF-8 and send it again.");
        else if (Surrogates.FirstUnpaired(json) is >= 0 and var at)
            problems.Add(RefusalCodes.MalformedJson, new Where(""), $"The escape at byte {at + 1} is half of a surrogate pair; write the character itself.");
        return !problems.Any;
    }

    private static ReportReading Refused(Problems problems) => new(null, null, null, problems.Errors, problems.Warnings);
}
