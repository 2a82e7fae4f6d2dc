using Compounds.Exchange.Generation;

namespace Compounds.Exchange.Tests.Generation;

public sealed class ChanceTests
{
    [Fact]
    public void The_draws_of_key_0_are_the_published_ones_of_SplitMix64()
    {
        var chance = new Chance(0);
        Assert.Equal<ulong>([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], [chance.Bits(), chance.Bits(), chance.Bits()]);
    }

    [Fact]
    public void Unit_draws_are_uniform_and_bell_draws_have_mean_0_and_variance_1()
    {
        const int Draws = 100_000;
        var chance = new Chance(42);
        var (sum, bell, squares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Draws; i++)
        {
            sum += chance.Unit();
            var z = chance.Bell();
            bell += z;
            squares += z * z;
        }

        // Four standard errors of the mean of a uniform, of a bell and of its square.
        Assert.Equal(0.5, sum / Draws, 4 * Math.Sqrt(1.0 / 12 / Draws));
        Assert.Equal(0, bell / Draws, 4 * Math.Sqrt(1.0 / Draws));
        Assert.Equal(1, squares / Draws, 4 * Math.Sqrt(2.0 / Draws));
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    public void The_exponential_is_right_to_seven_digits(double x) => Assert.Equal(1, Chance.Exp(x) / Math.Exp(x), 1e-6);

    [Fact]
    public void A_weighted_draw_follows_its_weights_and_never_draws_weight_0()
    {
        var draw = new WeightedDraw([1, 0, 3]);
        var chance = new Chance(9);
        var counts = new int[3];
        for (var i = 0; i < 40_000; i++)
            counts[draw.Next(ref chance)]++;
        Assert.Equal(0, counts[1]);
        Assert.Equal(0.75, counts[2] / 40_000.0, 4 * Math.Sqrt(0.75 * 0.25 / 40_000));
    }

    [Theory]
    [InlineData(1234.5, 1, true, 1230)]
    [InlineData(0.4, 1, true, 1)]
    [InlineData(45.678, 1, false, 45.7)]
    [InlineData(4567, 1000, false, 4.57)]
    [InlineData(0.00123456, 1, false, 0.00123)]
    public void Numbers_are_told_in_three_digits(double canonical, double factor, bool isWhole, double expected) =>
        Assert.Equal(expected, SyntheticQuantity.Told(canonical, factor, isWhole));
}
