using System.Globalization;

namespace Compounds.Simulation.Tests.PublicRecord;

/// <summary>What the README of the case says beside the observations is what the model says.</summary>
public sealed class CutOffTests
{
    private static readonly string[] Tachileik = ["hospitals-tachileik", "services-tachileik", "households-tachileik", "commerce-tachileik"];

    [Fact]
    public void The_five_feeds_add_up_to_the_published_total() => Assert.Equal(
        20_370, CutOff.Network.Nodes.Ids.Select((id, v) => (id, v)).Where(n => n.id.StartsWith("feed-", StringComparison.Ordinal) && n.id != "feed-edl-bokeo")
            .Sum(n => CutOff.Network.Nodes.Parameters[(int)NodeParameter.Capacity][n.v].Points[1]), 1e-6);

    [Theory]
    [InlineData("4 February", 12)]
    [InlineData("5 February", 40)]
    [InlineData("6 February", 60)]
    [InlineData("from 7 February", 100)]
    public void Commerce_is_shed_first_while_the_Lao_supply_goes_from_13_to_27_to_13(string day, int hour)
    {
        var first = At(hour, RationingPolicy.HumanitarianFirst);
        var alike = At(hour, RationingPolicy.ProRata);
        var lao = first.Allocations[(int)Kind.Power].EdgeFlow[CutOff.Network.FindEdge("EDL>feed-edl-bokeo:Power")!.Value] / 1000;
        var households = alike.Served[CutOff.Network.FindNode("households-tachileik")!.Value];
        var row = string.Create(CultureInfo.InvariantCulture, $"| {day}, hour {hour} | {lao:0.0} | {string.Join(" | ", Tachileik.Select(n => Percent(first.Served[CutOff.Network.FindNode(n)!.Value])))} | {Percent(households)} |");
        Says(row);
    }

    [Fact]
    public void With_fuel_open_the_sites_ride_through_the_first_three_days()
    {
        var scenario = CutOff.Scenario("fuel-open.json");
        var outcome = Simulation.MonteCarlo.Run(CutOff.Network, scenario, 2);
        const int Cut = 33;
        var share = outcome.Line(LedgerLine.LostWorkerHours).Total.P50 / (outcome.BaselineWorkerHours.P50 * (scenario.Horizon - Cut) / scenario.Horizon);
        Assert.Equal(72, scenario.Horizon - Cut);
        Assert.InRange(share, 0, 0.2);
        Says($"lost capacity in the first 72 h with fuel open: {Percent(share)} at P50");
        foreach (var site in outcome.Sites)
            Says($"{site.Node} below half in those 72 h: in {Percent(site.ShareBelowHalf)} of samples");
    }

    [Fact]
    public void With_the_fuel_stop_the_oxygen_plant_stands_still_and_the_large_sites_mostly_do_not()
    {
        var outcome = Simulation.MonteCarlo.Run(CutOff.Network, CutOff.Scenario("scenario.json"), 2);
        Says($"oxygen plant standing still: {outcome.Line(LedgerLine.OxygenPlantDown).Total.P50:0} of 255 hours");
        foreach (var site in outcome.Sites.Where(static s => s.Node is "kk-park" or "shwe-kokko"))
            Says($"{site.Node} below half at any time in ten days: in {Percent(site.ShareBelowHalf)} of samples");
        Says(string.Create(CultureInfo.InvariantCulture, $"fuel that civilians asked for and did not get: {outcome.Line(LedgerLine.FuelStress).Total.P50:0.#} user-hours at P50"));
    }

    private static ReferenceHour At(int hour, RationingPolicy policy)
    {
        var scenario = CutOff.Scenario("scenario.json") with { Policy = policy, Horizon = hour + 1 };
        var world = new Realisation(CutOff.Network, scenario);
        world.Fill(static _ => 0.5);
        ReferenceHour? last = null;
        ReferenceEngine.Simulate(CutOff.Network, scenario, world, h => last = h);
        return last!;
    }

    private static void Says(string sentence) => Assert.True(CutOff.Readme.Contains(sentence, StringComparison.Ordinal), $"The README does not say: {sentence}");

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
