using Compounds.Ledger;

namespace Compounds.Grains.Scenarios;

/// <summary>Lists scenarios. Holds nothing: the ledger knows which there are.</summary>
[GrainType("scenario-shelf")]
internal sealed class ScenarioShelfGrain(IEventLog log, IGrainFactory grains, IGrainContext context) : Grain, IScenarioShelfGrain
{
    public async Task<IReadOnlyList<ScenarioSummary>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var asked = new List<Task<ScenarioSummary?>>();
        await foreach (var head in log.ListStreamsAsync(ScenarioGrain.StreamOf($"{context.GrainId.Key}/"), cancellationToken))
            asked.Add(grains.GetGrain<IScenarioGrain>(ScenarioGrain.KeyOf(head.Stream)).SummariseAsync(cancellationToken));
        return [.. (await Task.WhenAll(asked)).OfType<ScenarioSummary>().OrderByDescending(static each => each.AskedAt).ThenBy(static each => each.Id, StringComparer.Ordinal).Take(limit)];
    }
}
