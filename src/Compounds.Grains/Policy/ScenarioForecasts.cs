using Compounds.Grains.Scenarios;
using Compounds.Readers;

namespace Compounds.Grains.Policy;

/// <summary>The scenarios that readers asked of the live network.</summary>
internal sealed class ScenarioForecasts(IGrainFactory grains) : IForecastSource
{
    private const int AddressLength = 64;

    public async Task<ForecastBasis?> FindAsync(Reader reader, string scenario, CancellationToken cancellationToken) =>
        scenario.Length == AddressLength && scenario.All(char.IsAsciiHexDigitLower)
            && await grains.GetScenario(reader, scenario).ReadAsync(cancellationToken) is { } view
            ? new ForecastBasis(view.Question.Scenario, view.Question.KnownAt, view.Outcome, view.Question.LabelFor(reader)) : null;
}
