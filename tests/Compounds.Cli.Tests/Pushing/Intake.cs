using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Compounds.Cli.Tests.Pushing;

/// <summary>
/// A small intake that speaks the streaming protocol: it answers each line as it comes. A line with <c>bad</c> is invalid, one with
/// <c>odd</c> is accepted with a warning, one that came before is a duplicate. What it does to the next request can be changed.
/// </summary>
internal sealed class Intake
{
    private readonly HashSet<string> _stored = [];
    private readonly HashSet<string> _turnedAway = [];

    /// <summary>What happens to the next requests instead, in order: true when the request is answered by it.</summary>
    public Queue<Func<HttpContext, Task<bool>>> Before { get; } = new();

    /// <summary>The answer ends after this many receipts of a request, as when a server stops; once for each entry.</summary>
    public Queue<int> EndAfter { get; } = new();

    /// <summary>The connection is cut after this many receipts of a request, once the task says that they arrived; once for each entry.</summary>
    public Queue<(int Receipts, Task Arrived)> CutAfter { get; } = new();

    /// <summary>Lines with this text are unavailable at first and stored later.</summary>
    public string? UnavailableOnce { get; init; }

    /// <summary>Is asked before each line but the first is read.</summary>
    public Func<int, Task> BeforeLine { get; set; } = static _ => Task.CompletedTask;

    /// <summary>A text that each accepted line is warned with.</summary>
    public string? Padding { get; init; }

    public int Requests { get; private set; }

    public List<string> Headers { get; } = [];

    public List<string> Lines { get; } = [];

    public async Task AnswerAsync(HttpContext context)
    {
        Requests++;
        Assert.Equal("/v1/reports", context.Request.Path);
        Headers.Add($"{context.Request.Headers.Authorization} {context.Request.ContentType} {context.Request.Headers["Prefer"]}".TrimEnd());
        if (Before.TryDequeue(out var instead) && await instead(context))
            return;
        var end = EndAfter.TryDequeue(out var count) ? count : int.MaxValue;
        var cut = CutAfter.TryDequeue(out var given) ? given : (Receipts: int.MaxValue, Arrived: Task.CompletedTask);
        context.Response.ContentType = "application/x-ndjson";
        using var reader = new StreamReader(context.Request.Body);
        if (context.Request.ContentType == "text/csv")
        {
            await AnswerTableAsync(context, reader);
            return;
        }

        for (var line = 1; ; line++)
        {
            if (line > 1)
                await BeforeLine(line);
            if (await reader.ReadLineAsync() is not { } text)
                return;
            Lines.Add(text);
            await context.Response.WriteAsync(Receipt(line, text) + "\n");
            await context.Response.Body.FlushAsync();
            if (line == end)
                return;
            if (line == cut.Receipts)
            {
                await cut.Arrived;
                context.Abort();
                return;
            }
        }
    }

    /// <summary>Answers each report of a table, named by its first row; neighbouring rows with the same first cell are one report.</summary>
    private async Task AnswerTableAsync(HttpContext context, StreamReader reader)
    {
        Lines.Add((await reader.ReadLineAsync())!);
        if (Lines[^1].Contains("wrong_column", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync(Json(1, "invalid", null, problems: [Problem("row 1, wrong_column", "unknown-column", "There is no such column.")]) + "\n");
            return;
        }

        var rows = await ReadRowsAsync(reader);
        for (var i = 0; i < rows.Count;)
        {
            var (first, text) = (i, "");
            for (; i < rows.Count && (rows[i].Trim(',').Length == 0 || rows[i].Split(',')[0] == rows[first].Split(',')[0]); i++)
                text += rows[i];

            // The header is row 1.
            await context.Response.WriteAsync(Receipt(first + 2, text, $"row {i + 1}, value") + "\n");
        }
    }

    private async Task<List<string>> ReadRowsAsync(StreamReader reader)
    {
        var rows = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            Lines.Add(line);
            if (rows.Count > 0 && rows[^1].Count(static c => c == '"') % 2 == 1)
                rows[^1] += line;
            else
                rows.Add(line);
        }

        return rows;
    }

    public static Func<HttpContext, Task<bool>> Refuse(int status, string? retryAfter = null, string? problem = null) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        if (problem is not null)
        {
            context.Response.ContentType = "application/problem+json";
            await context.Response.WriteAsync(problem);
        }

        return true;
    };

    private string Receipt(int line, string text, string pointer = "/claims/0/unit")
    {
        if (text.Contains("bad", StringComparison.Ordinal))
            return Json(line, "invalid", problems: [Problem(pointer, "unknown-unit", "Say people, \"not\" folks.")]);
        if (UnavailableOnce is { } marker && text.Contains(marker, StringComparison.Ordinal) && _turnedAway.Add(text))
            return Json(line, "unavailable");
        if (!_stored.Add(text))
            return Json(line, "duplicate");
        return text.Contains("odd", StringComparison.Ordinal) ? Json(line, "accepted", warnings: [Problem("", "grade-defaulted", "Give a grade.")])
            : Padding is null ? Json(line, "accepted") : Json(line, "accepted", warnings: [Problem("", "padding", Padding)]);
    }

    private static string Json(int line, string outcome, string? report = "pea/R", object[]? problems = null, object[]? warnings = null) =>
        JsonSerializer.Serialize(new { line, report = report is null ? null : $"{report}-{line}", revision = 1, outcome, problems = problems ?? [], warnings = warnings ?? [] });

    private static object Problem(string pointer, string code, string message) => new { pointer, code, message };
}
