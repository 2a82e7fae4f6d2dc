using System.Runtime.CompilerServices;
using Compounds.Grains.Audit;
using Compounds.Grains.Pumps;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;

namespace Compounds.Server.Audit;

/// <summary>
/// Notes what is read, at the one place through which every answer of the API passes. Who is shown RED reports is written before he is
/// shown them; all other reads of AMBER and above behind the answer.
/// </summary>
internal static class ReadAudit
{
    /// <summary>The refusal where it cannot be written who reads RED reports.</summary>
    public static Problem NotNoted { get; } = new(
        503, "reading-not-noted", "These are RED reports, and it cannot be written down at the moment who reads them.",
        "They are shown only once that is kept. Ask again in a moment.");

    /// <summary>Notes what every operation of this group answers.</summary>
    public static void AuditReads(this RouteGroupBuilder group) => group.AddEndpointFilter(static async (call, next) =>
    {
        var answer = await next(call);
        return await NoteAsync(call.HttpContext, answer) is { } problem ? problem.Result : answer;
    });

    /// <summary>Parts of an answer that is sent piece by piece; of each that is RED it is written before who reads it.</summary>
    public static async IAsyncEnumerable<T> NotedAsync<T>(
        HttpContext http, IAsyncEnumerable<T> parts, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IMarked
    {
        var noted = new HashSet<ReportKey>();
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            if (part.Marked().Where(each => each.Tlp is Tlp.Red && noted.Add(each.Report))
                .Select(static each => each.Report).ToArray() is { Length: > 0 } red)
                await WriteAsync(http, red);
            yield return part;
        }
    }

    private static async ValueTask<Problem?> NoteAsync(HttpContext http, object? answer)
    {
        if (http.User.Identity?.IsAuthenticated != true)
            return null;
        var (operation, result) = (OperationOf(http), answer is INestedHttpResult nested ? nested.Result : answer);
        var mark = AnswerMarks.Of(operation);
        if (mark is AnswerMark.Nothing || result is IStatusCodeHttpResult { StatusCode: >= 400 })
            return null;
        var caller = Caller.Of(http.User);
        MarkedReport[] reports = [];
        var body = result is IValueHttpResult { Value: var value } ? value : result;
        if (mark is AnswerMark.Reports && body is IMarked marked)
        {
            // Those of his own agency he sees whatever his clearance is.
            reports = [.. marked.Marked().Where(static each => each.Tlp >= Tlp.Amber)];
            if (reports.Length == 0)
                return null;
            try
            {
                await WriteAsync(http, [.. reports.Where(static each => each.Tlp is Tlp.Red).Select(static each => each.Report)]);
            }
            catch (Exception failure) when (Transient.Is(failure) && !http.RequestAborted.IsCancellationRequested)
            {
                return NotNoted;
            }
        }
        else if (caller.Reader.Clearance < Tlp.Amber && mark is not AnswerMark.Always)
        {
            return null;
        }

        await http.RequestServices.GetRequiredService<AuditTrail>()
            .ReadAsync(caller.Actor, caller.Reader, operation ?? "", AskedOf(http), reports, http.RequestAborted);
        return null;
    }

    private static Task WriteAsync(HttpContext http, IEnumerable<ReportKey> red)
    {
        var grains = http.RequestServices.GetRequiredService<IGrainFactory>();
        return Task.WhenAll(red.GroupBy(static report => report.Agency, StringComparer.Ordinal).Select(
            filed => grains.GetGrain<IRedReadingsGrain>(filed.Key).NoteAsync([.. filed.Select(static report => report.Id)],
                http.RequestAborted)));
    }

    /// <summary>The operation of a request, as the API document names it.</summary>
    internal static string? OperationOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    /// <summary>The ids in the path; never the query, in which people may be named.</summary>
    private static string? AskedOf(HttpContext http) =>
        http.Request.RouteValues.Count == 0 ? null : string.Join('/', http.Request.RouteValues.Values);
}
