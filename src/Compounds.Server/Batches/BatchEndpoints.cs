using Compounds.Batches;
using Compounds.Grains.Batches;
using Compounds.Server.Cursors;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Batches;

/// <summary>What the caller's agency sent, whatever door it came in by, and what became of it.</summary>
internal static class BatchEndpoints
{
    private const int MaxLimit = 100;

    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/batches").WithTags("Reports").RequireAuthorization(Access.Read);
        group.MapGet("/", ListAsync).WithName("ListBatches").WithSummary("The batches that the caller's agency sent, newest first: each file, and each hour of pushes.");
        group.MapGet("/{batch}", GetAsync).WithName("GetBatch").WithSummary("One batch with what became of its reports: how many are in the picture, in how many assessments, and how many wait and why.");
    }

    private static async Task<Results<Ok<BatchPage>, ProblemHttpResult>> ListAsync(
        HttpContext http, IGrainFactory grains, CancellationToken cancellationToken, int limit = 20, string? cursor = null)
    {
        if (limit is < 1 or > MaxLimit)
            return Problem.BadRequest($"limit is 1 to {MaxLimit}.").Result;
        var cursors = CursorSeal.ScopeOf(http, "batches");
        if (!cursors.TryRead(cursor, out var after))
            return Problem.BadRequest(CursorSeal.Wrong).Result;
        var reader = Caller.Of(http.User).Reader;
        var found = await grains.GetGrain<IBatchesGrain>(reader.Agency).ListAsync(reader.Clearance, after, limit, cancellationToken);
        return TypedResults.Ok(new BatchPage([.. found.Select(BatchBody.Of)], found.Count < limit ? null : cursors.Write(found[^1].Id)));
    }

    private static async Task<Results<Ok<BatchOutcome>, ProblemHttpResult>> GetAsync(string batch, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reader = Caller.Of(http.User).Reader;
        return await grains.GetGrain<IBatchesGrain>(reader.Agency).ReadAsync(reader.Clearance, batch, cancellationToken) is { } found
            ? TypedResults.Ok(await BatchOutcome.ReadAsync(grains, reader, found, cancellationToken))
            : Problem.NotFound("Your agency has sent no such batch.").Result;
    }
}

/// <summary>A page of batches.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the page after, or null at the end.</param>
public sealed record BatchPage(IReadOnlyList<BatchBody> Items, string? Next);

/// <summary>Reports that were sent together.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Door">file, or api for what systems pushed in one hour.</param>
/// <param name="Name">The name of the file, or null.</param>
/// <param name="BeganAt">When its first line was received, in UTC.</param>
/// <param name="EndedAt">When its last line was answered, in UTC.</param>
/// <param name="Received">The lines received: the sum of the next three.</param>
/// <param name="Accepted">Those that were stored.</param>
/// <param name="Duplicate">Those that had been received before.</param>
/// <param name="Rejected">Those of which nothing was stored.</param>
public sealed record BatchBody(string Id, string Door, string? Name, DateTimeOffset BeganAt, DateTimeOffset EndedAt, int Received, int Accepted, int Duplicate, int Rejected)
{
    internal static BatchBody Of(Batch batch) => new(
        batch.Id, batch.Door is Compounds.Batches.Door.File ? "file" : "api", batch.Name, batch.BeganAt, batch.EndedAt,
        batch.Count.Received(), batch.Count.Accepted, batch.Count.Duplicate, batch.Count.Rejected());
}
