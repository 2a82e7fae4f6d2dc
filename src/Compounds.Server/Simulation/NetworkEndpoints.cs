using System.Security.Cryptography;
using System.Text.Json;
using Compounds.Grains.Networks;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Server.Subjects;

namespace Compounds.Server.Simulation;

/// <summary>Networks: what keeps sites running, as one class of readers may know it.</summary>
internal static class NetworkEndpoints
{
    private const int TagLength = 32;

    public static void MapNetworks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Network").RequireAuthorization(Access.Read);
        group.MapGet("/network", NowAsync).WithName("GetNetwork").Produces<NetworkBody>().ProducesProblem(400)
            .WithSummary("The network compiled from what the caller may know, with every value that nobody reported. Takes both times.");
        group.MapGet("/networks/{hash}", GetAsync).WithName("GetNetworkByHash").Produces<NetworkBody>().ProducesProblem(404)
            .WithSummary("An earlier network by its hash, if it was compiled for the caller's own agency and clearance.");
    }

    private static async Task<IResult> NowAsync(HttpContext http, IGrainFactory grains, [AsParameters] TimesQuery times, CancellationToken cancellationToken) =>
        times.TryRead(out var question) is { } wrong ? Problem.BadRequest(wrong).Result
            : question.PublicBy is not null ? Problem.BadRequest("A network is compiled from everything that you may see: leave publicBy out, or ask with knownAt.").Result
            : Answer(http, await grains.GetNetworks(Caller.Of(http.User).Reader).CompileAsync(question, cancellationToken));

    private static async Task<IResult> GetAsync(string hash, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.GetNetworks(Caller.Of(http.User).Reader).FindAsync(hash, cancellationToken) is { } view
            ? Answer(http, view) : Problem.NotFound("No network of this hash was compiled for you lately, and no scenario of yours rests on one. Compile one with GET /v1/network.").Result;

    /// <summary>Answers with the network, or says that the caller has it: the tag is that of the whole body, because a name may change and the network not.</summary>
    private static IResult Answer(HttpContext http, NetworkView view)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(NetworkBody.Of(view, Caller.Of(http.User).Reader), ApiJson.Options);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..TagLength]}\"";
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch.Contains(tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(body, "application/json; charset=utf-8");
    }
}
