using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Compounds.Grains.Scenarios;
using Compounds.Server.SignIn;

namespace Compounds.Server.Simulation;

/// <summary>How far a scenario is, as it moves. Every event holds all there is to know, so a page that comes back misses nothing.</summary>
internal static class ProgressStream
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    public static async Task<IResult> GetAsync(string id, HttpContext http, IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var scenario = grains.GetScenario(Caller.Of(http.User).Reader, id);
        if (!ScenarioEndpoints.IsId(id) || await scenario.FollowAsync(null, cancellationToken) is not { } progress)
            return ScenarioEndpoints.Absent.Result;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(EventsAsync(scenario, progress, clock, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        IScenarioGrain scenario, ScenarioProgress progress, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An open page must not hold up a server that stops: it reconnects to the next one.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var toldAt = clock.GetTimestamp();
        var hasEnded = false;
        while (!stop.IsCancellationRequested)
        {
            if (!hasEnded && progress.Stage is ScenarioStage.Running)
            {
                yield return Item("progress", JsonSerializer.Serialize(new Blocks(progress.BlocksDone, progress.BlocksAtMost), ApiJson.Options), progress.BlocksDone);
            }
            else if (!hasEnded)
            {
                hasEnded = true;
                yield return Item(JsonNamingPolicy.CamelCase.ConvertName(progress.Stage.ToString()), progress.ResultHash is null ? "{}" : JsonSerializer.Serialize(new Result(progress.ResultHash), ApiJson.Options), progress.BlocksDone);
            }

            if (progress.Stage is not (ScenarioStage.Running or ScenarioStage.Completed))
                yield break;
            if (progress.Sensitivity is SensitivityStage.Completed)
                yield return Item("sensitivity", "{}", progress.BlocksDone);
            if (hasEnded && progress.Sensitivity is not SensitivityStage.Pending)
                yield break;

            var before = progress;
            while (progress == before && !stop.IsCancellationRequested)
            {
                progress = await FollowAsync(scenario, progress, stop.Token) ?? before;
                if (progress == before && clock.GetElapsedTime(toldAt) >= s_heartbeat)
                {
                    toldAt = clock.GetTimestamp();
                    yield return new SseItem<string>("{}", "beat");
                }
            }
        }
    }

    private static async Task<ScenarioProgress?> FollowAsync(IScenarioGrain scenario, ScenarioProgress seen, CancellationToken cancellationToken)
    {
        try
        {
            return await scenario.FollowAsync(seen, cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException or OrleansException)
        {
            return null; // The page is gone, the server stops, or a silo is busy: the next round tells.
        }
    }

    private static SseItem<string> Item(string name, string data, int number) =>
        new(data, name) { EventId = number.ToString(System.Globalization.CultureInfo.InvariantCulture), ReconnectionInterval = TimeSpan.FromSeconds(1) };

    private sealed record Blocks(int BlocksDone, int BlocksAtMost);

    private sealed record Result(string ResultHash);
}
