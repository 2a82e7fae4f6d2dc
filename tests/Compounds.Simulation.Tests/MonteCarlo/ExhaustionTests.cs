using System.Globalization;
using System.Text;

namespace Compounds.Simulation.Tests.MonteCarlo;

/// <summary>A generator that runs flat out on a tank of uncertain size: the hour at which it stops has a closed form.</summary>
public sealed class ExhaustionTests
{
    private const double Rate = (1500 * Physics.FullLoadLitresPerKilowattHour) - 120;
    private const int Samples = 10_000;

    [Fact]
    public void Ten_thousand_draws_give_the_expected_quantiles_and_intervals()
    {
        var fuel = Quantity.LogNormal(40_000, 0.5);
        var hours = Enumerable.Range(0, Samples).Select(s => fuel.At(Draw.Uniform(20250205, s, "C1.fuel")) / Rate).Order().ToArray();
        var expected = Asset.Json("mc_vectors")["exhaustion_hours"]!;
        foreach (var (text, value) in expected["mc_10000"]!.AsObject())
        {
            var p = double.Parse(text, CultureInfo.InvariantCulture);
            Close.Equal(value!.GetValue<double>(), Quantiles.Of(hours, p), relative: 1e-9, absolute: 0);
            Close.Equal(expected["analytic"]![text]!.GetValue<double>(), fuel.At(p) / Rate, relative: 1e-9, absolute: 0);
            var (low, high) = Quantiles.Interval(hours, p);
            Close.Equal(expected["ci95"]![text]![0]!.GetValue<double>(), low, relative: 1e-9, absolute: 0);
            Close.Equal(expected["ci95"]![text]![1]!.GetValue<double>(), high, relative: 1e-9, absolute: 0);
            Assert.InRange(fuel.At(p) / Rate, low, high);
        }

        Close.Equal(expected["mean_mc"]!.GetValue<double>(), hours.Average(), relative: 1e-9, absolute: 0);
    }

    [Fact]
    public void The_simulated_site_falls_when_the_closed_form_says()
    {
        var network = Asset.Read(Encoding.UTF8.GetBytes("""
            {"nodes":[{"id":"D","type":"Depot"},
                      {"id":"C1","type":"Compound","load":1500,"generator":1500,"fuel":{"lognormal":{"median":40000,"sigma":0.5}},"tank":1000000,"headcount":10,"essential":1}],
             "edges":[{"from":"D","to":"C1","kind":"Fuel","capacity":120}]}
            """));
        var outcome = Simulation.MonteCarlo.Run(network, new Scenario { Samples = 2000, Tolerance = 0 });
        var first = outcome.Sites[0].FirstHourBelowHalf!.Value;
        var expected = Enumerable.Range(0, 2000).Select(s => Quantity.LogNormal(40_000, 0.5).At(Draw.Uniform(20250205, s, "C1.fuel")) / Rate).Order().ToArray();
        Assert.InRange(first.P10, Quantiles.Of(expected, 0.1) - 2, Quantiles.Of(expected, 0.1) + 1);
        Assert.InRange(first.P50, Quantiles.Of(expected, 0.5) - 2, Quantiles.Of(expected, 0.5) + 1);
        Assert.InRange(first.P90, Quantiles.Of(expected, 0.9) - 2, Quantiles.Of(expected, 0.9) + 1);
    }
}
