using System.Text;

namespace Compounds.Simulation.Tests.Sensitivity;

public sealed class TornadoTests
{
    private static readonly Simulation.Network Network = Asset.Read(Encoding.UTF8.GetBytes("""
        {"nodes":[{"id":"S","type":"Source","capacity":{"value":600,"unit":"kW"}},
                  {"id":"C1","type":"Compound","load":1000,"headcount":{"triangular":[99,100,101]},"essential":{"triangular":[0.3,0.8,1]},"telecomEssential":1},
                  {"id":"C2","type":"Compound","load":{"triangular":[999,1000,1001]},"headcount":100,"essential":{"triangular":[0.7,0.75,0.8]}}],
         "edges":[{"from":"S","to":"C1","kind":"Power"},{"from":"S","to":"C2","kind":"Power"}]}
        """));

    [Fact]
    public void The_longest_bar_is_the_unknown_that_matters_most()
    {
        var bars = Tornado.Of(Network, new Scenario { Horizon = 48 });
        Assert.Equal("C1.essential", bars[0].Parameter);
        Assert.Equal(4, bars.Length);
        Assert.True(bars[0].AtLow < bars[0].AtHigh, "A site that needs less to keep its desks running loses less.");
        Assert.Equal(bars.Select(b => b.Swing).OrderDescending(), bars.Select(b => b.Swing));
    }

    [Fact]
    public void A_bar_is_what_the_closed_form_says()
    {
        var bar = Tornado.Of(Network, new Scenario { Horizon = 48 }, bars: 1, samples: 256)[0];
        var essential = Quantity.Triangular(0.3, 0.8, 1);
        var served = 0.3;
        var expected = 48 * 100 * (served / essential.At(0.1) - (served / essential.At(0.9)));
        Close.Equal(expected, bar.AtHigh - bar.AtLow, relative: 0.01);
    }

    [Fact]
    public void Unknowns_of_one_name_can_be_moved_together() =>
        Assert.Equal(["*.essential", "*.headcount", "*.load"], Tornado.Of(Network, new Scenario { Horizon = 24 }, Grouping.ByName).Select(b => b.Parameter).Order());
}
