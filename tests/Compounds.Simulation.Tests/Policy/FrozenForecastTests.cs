using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

public class FrozenForecastTests
{
    private static readonly LedgerLine[] Lines = Enum.GetValues<LedgerLine>();

    [Fact]
    public void A_forecast_holds_the_addresses_and_quantiles_of_its_outcome()
    {
        var outcome = Made();
        var forecast = Forecast.Of(outcome, Story.Cut, Story.Start);

        Assert.True(forecast.IsAddressed());
        Assert.Equal(outcome.ScenarioHash, forecast.InputHash);
        Assert.Equal(new ForecastLine(LedgerLine.CivilPower, 5, 10, 50, 90, 95), forecast.Find(LedgerLine.CivilPower));
        Story.Drafted().Then(by => new SimulatePolicyAction(by, forecast));
    }

    [Fact]
    public void A_changed_sample_is_found_by_the_hash()
    {
        var (outcome, other) = (Made(), Made());
        Assert.Equal(Forecast.HashOfSamples(outcome), Forecast.HashOfSamples(other));

        other.SampleTotals[17] += 1e-9;

        Assert.NotEqual(Forecast.HashOfSamples(outcome), Forecast.HashOfSamples(other));
    }

    [Fact]
    public void An_observation_finds_the_samples_of_its_line() =>
        Assert.Equal(Enumerable.Range(0, 101).Select(i => (double)i), ObservedForecast.Of(Made(), Story.Seen with { Line = LedgerLine.CivilPower }).Samples);

    private static Outcome Made() => new()
    {
        ScenarioHash = new string('1', 64),
        NetworkHash = new string('2', 64),
        Samples = 101,
        IsSettled = true,
        Fixpoint = FixpointClass.Unique,
        Lines = [new(LedgerLine.CivilPower, "person-h", new(10, 50, 90), [], [])],
        Sites = [],
        AllSites = new("", null, 0, default, default),
        BaselineWorkerHours = default,
        MedianInterval = (0, 0),
        SampleTotals = [.. Lines.SelectMany(_ => Enumerable.Range(0, 101).Select(i => (double)i))],
        ResultHash = "",
    };
}
