using System.Collections.Frozen;
using System.Net.Mime;
using Compounds.Agencies;
using Compounds.Batches;
using Compounds.Exchange.Intake;
using Compounds.Grains.Inbox;
using Compounds.Grains.Replicas;
using Compounds.Grains.Texts;
using Compounds.Reports;
using Compounds.Server.Batches;
using Compounds.Server.Hosting;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;

namespace Compounds.Server.Intake;

/// <summary><c>POST /v1/reports</c>: one report, or any number of them line by line.</summary>
internal static class ReportsIntake
{
    private const string Ndjson = "application/x-ndjson";
    private const string Csv = "text/csv";

    /// <summary>
    /// Bytes of an answer that may wait for a sender that reads no receipt before it has sent everything, as browsers and most libraries do: about 100,000 receipts.
    /// Were reading to stop for them, both sides would wait for ever.
    /// </summary>
    public const int WaitingBytes = 16 * 1024 * 1024;

    public static void MapIntake(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/reports/check", CheckAsync)
            .WithTags("Reports").WithName("CheckReports")
            .WithSummary("Tells what would become of a table of reports: a receipt for each, as PostReports would answer it. Nothing is stored.")
            .RequireAuthorization(Access.File)
            .Accepts<string>(Csv).Produces<ReceiptBody>(StatusCodes.Status200OK, Ndjson)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(415).ProducesProblem(503);
        routes.MapGet("/v1/reports/template", static () => TypedResults.Text(Compounds.Exchange.Tables.ReportCsv.Template, Csv))
            .WithTags("Reports").WithName("GetReportTemplate").WithSummary("A table to begin with: the header and one report of two claims.")
            .RequireAuthorization(Access.Read).Produces<string>(StatusCodes.Status200OK, Csv);
        MapPost(routes);
    }

    private static void MapPost(IEndpointRouteBuilder routes) => routes.MapPost("/v1/reports", PostAsync)
        .WithTags("Reports").WithName("PostReports")
        .WithSummary("Files reports. One JSON object, NDJSON of any length (a receipt a line, streamed, and a last line {\"end\":\"complete\"}, or \"interrupted\" with the problem; who reads none before all is sent sends up to 100,000 lines at once), or CSV. Prefer: wait answers once the claims are applied.")
        .RequireAuthorization(Access.File)
        .Accepts<IncomingReport>(MediaTypeNames.Application.Json, Ndjson, Csv)
        .Produces<ReceiptBody>(StatusCodes.Status200OK, MediaTypeNames.Application.Json, Ndjson)
        .Produces<ReceiptBody>(StatusCodes.Status202Accepted)
        .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422).ProducesProblem(429).ProducesProblem(503);

    private static async Task CheckAsync(HttpContext http, IGrainFactory grains, Replica<Register> replica, TimeProvider clock)
    {
        if (await ContextAsync(http, replica, clock) is not { } context)
            return;
        if (MediaTypeOf(http) is not Csv)
        {
            await Problem.UnsupportedMediaType.WriteAsync(http);
            return;
        }

        await AnswerAsync(http, () => Checking.RunAsync(http.Request.Body, http.Response.BodyWriter, grains, context, Caller.Of(http.User), http.RequestAborted));
    }

    private static string? MediaTypeOf(HttpContext http) => http.Request.ContentType?.Split(';')[0].Trim();

    /// <summary>Who files; null once a caller whose agency is not registered has been told so.</summary>
    private static async Task<FilingContext?> ContextAsync(HttpContext http, Replica<Register> replica, TimeProvider clock)
    {
        var caller = Caller.Of(http.User);
        var register = await replica.GetAsync(http.RequestAborted);
        if (!register.Agencies.TryGetValue(caller.Reader.Agency, out var filer))
        {
            await Problem.BadRequest($"The agency '{caller.Reader.Agency}' is not registered; an administrator registers it with PUT /v1/agencies/{caller.Reader.Agency}.").WriteAsync(http);
            return null;
        }

        return new FilingContext(filer, RelaysFor(http, register), id => register.Agencies.GetValueOrDefault(id), clock.GetUtcNow())
        {
            MayStatePublicSince = caller.Is(Roles.Relay) && caller.Is(Roles.Archivist),
        };
    }

    /// <summary>The agencies that the caller's key was issued to relay for; null when he is no relay. A person relays for none.</summary>
    internal static IReadOnlySet<string>? RelaysFor(HttpContext http, Register register)
    {
        if (!Caller.Of(http.User).Is(Roles.Relay))
            return null;
        var key = http.User.FindFirst(KeyAuthentication.KeyIdClaim)?.Value;
        return key is not null && register.Keys.TryGetValue(key, out var issued) && issued.RelaysFor is { } named
            ? named.ToHashSet(StringComparer.Ordinal) : FrozenSet<string>.Empty;
    }

    private static async Task PostAsync(
        HttpContext http, IGrainFactory grains, Replica<Register> replica, BatchRecording recording, IntakePace pace, Drain drain, TimeProvider clock)
    {
        if (drain.Stopping.IsCancellationRequested)
        {
            http.Response.Headers.RetryAfter = "1";
            await Drain.Leaving.WriteAsync(http);
            return;
        }

        if (await ContextAsync(http, replica, clock) is not { } context)
            return;
        var access = http.RequestServices.GetRequiredService<StandingAccess>();
        var filing = new Filing(
            grains, http.RequestServices.GetRequiredService<TextVault>(), context, Caller.Of(http.User), http.RequestServices.GetRequiredService<RefusalMeter>(), stop => access.ConfirmAsync(http.User, stop));
        var wait = http.Request.Headers["Prefer"].Any(static preference => preference?.Contains("wait", StringComparison.OrdinalIgnoreCase) == true);
        var mediaType = MediaTypeOf(http);
        if (mediaType is not (Ndjson or Csv or MediaTypeNames.Application.Json))
        {
            await Problem.UnsupportedMediaType.WriteAsync(http);
            return;
        }

        var batch = BatchRecording.Begin(http, mediaType is Csv ? Door.File : Door.Api, clock.GetUtcNow());
        try
        {
            await (mediaType is MediaTypeNames.Application.Json ? OneAsync(http, filing, context, wait) : StreamAsync(http, mediaType, filing, context, pace, wait, drain.Stopping));
        }
        finally
        {
            // Also of a sender that left halfway: what was accepted until then is stored.
            await recording.EndAsync(batch, filing.Tally, mediaType is not MediaTypeNames.Application.Json);
        }
    }

    private static Task StreamAsync(HttpContext http, string mediaType, Filing filing, FilingContext context, IntakePace pace, bool wait, CancellationToken leaving) => AnswerAsync(http, () => mediaType is Csv
        ? CsvIntake.RunAsync(http.Request.Body, http.Response.BodyWriter, filing, context, wait, leaving, http.RequestAborted)
        : NdjsonIntake.RunAsync(http.Request.BodyReader, http.Response.BodyWriter, filing, context, pace, wait, leaving, http.RequestAborted));

    /// <summary>Answers receipt by receipt, and in the last line how it ended: a status would come too late for what breaks on the way.</summary>
    private static async Task AnswerAsync(HttpContext http, Func<Task> run)
    {
        await StartAsync(http);
        Problem? problem = null;
        try
        {
            await run();
        }
        catch (Exception failure) when (http.RequestServices.GetRequiredService<Failures>().Tell(failure, http) is { } told)
        {
            problem = told;
            http.RequestServices.GetRequiredService<RefusalMeter>().Count(told);
        }

        ReceiptJson.WriteEnd(http.Response.BodyWriter, problem);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static async Task StartAsync(HttpContext http)
    {
        http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        http.Response.ContentType = Ndjson;
        // The sender hears at once that it may go on sending, and proxies are told not to hold receipts back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await http.Response.StartAsync(http.RequestAborted);
    }

    private static async Task OneAsync(HttpContext http, Filing filing, FilingContext context, bool wait)
    {
        using var body = new MemoryStream();
        http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = ReportLimits.LineBytes;
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var reading = ReportReader.Read(body.GetBuffer().AsSpan(0, (int)body.Length), context);
        var receipts = await filing.FileAsync(await filing.ResolveAsync([(1, reading)], http.RequestAborted), wait, http.RequestAborted);
        http.Response.StatusCode = receipts[0].Outcome switch
        {
            ReceiptOutcome.Accepted => wait ? StatusCodes.Status200OK : StatusCodes.Status202Accepted,
            ReceiptOutcome.Duplicate => StatusCodes.Status200OK,
            ReceiptOutcome.Conflict => StatusCodes.Status409Conflict,
            ReceiptOutcome.Invalid => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status429TooManyRequests,
        };
        if (receipts[0].Outcome is ReceiptOutcome.Unavailable)
            http.Response.Headers.RetryAfter = "1";
        http.Response.ContentType = MediaTypeNames.Application.Json;
        ReceiptJson.Write(http.Response.BodyWriter, receipts[0]);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
