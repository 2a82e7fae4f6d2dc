using System.Text.Json;
using Compounds.Grains.Scenarios;
using Compounds.Server.SignIn;

namespace Compounds.Server.Simulation;

/// <summary>How far a scenario is, as it moves.</summary>
internal static class ScenarioProgressEndpoint
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var scenario = grains.GetScenario(Caller.Of(http.User).Reader, id);
        if (!ScenarioEndpoints.IsId(id) || await scenario.FollowAsync(null, cancellationToken) is not { } progress)
            return ScenarioEndpoints.Absent.Result;
        return new ProgressStream<ScenarioProgress>(scenario.FollowAsync, EventsOf, IsOver).From(progress, http);
    }

    private static IEnumerable<ProgressEvent> EventsOf(ScenarioProgress progress)
    {
        if (progress.Stage is ScenarioStage.Running)
            yield return new(ProgressStream<ScenarioProgress>.Moving, new { progress.BlocksDone, progress.BlocksAtMost }, progress.BlocksDone);
        else
            yield return EndOf(progress.Stage, progress.ResultHash, progress.BlocksDone);
        if (progress is { Stage: ScenarioStage.Completed, Sensitivity: SensitivityStage.Completed })
            yield return new("sensitivity", new { }, progress.BlocksDone);
    }

    /// <summary>The event of an end: <c>completed</c>, <c>cancelled</c> or <c>failed</c>.</summary>
    internal static ProgressEvent EndOf(ScenarioStage stage, string? resultHash, int number) =>
        new(JsonNamingPolicy.CamelCase.ConvertName(stage.ToString()), resultHash is null ? new { } : new { resultHash }, number);

    private static bool IsOver(ScenarioProgress progress) => progress.Stage switch
    {
        ScenarioStage.Running => false,
        ScenarioStage.Completed => progress.Sensitivity is not SensitivityStage.Pending,
        _ => true,
    };
}
