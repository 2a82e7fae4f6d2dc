using Compounds.Claims;
using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

public class FusionRuleTests
{
    public static TheoryData<Nature, long?, long, double, double, double?, bool> Nonsense { get; } = new()
    {
        { (Nature)7, null, 6, 1, 10, null, false },
        { Nature.State, null, 6, 1, 10, null, false },
        { Nature.State, 0, 0, 1, 10, null, false },
        { Nature.State, 6, 6, 1, 10, null, false },
        { Nature.Standing, 24, 6, 1, 10, null, false },
        { Nature.Event, null, -1, 1, 10, null, false },
        { Nature.Event, null, 1_000_000, 1, 10, null, false },
        { Nature.Event, null, 6, 0, 10, null, false },
        { Nature.Event, null, 6, double.NaN, 10, null, false },
        { Nature.Event, null, 6, 1, .5, null, false },
        { Nature.Event, null, 6, 1, double.NaN, null, false },
        { Nature.Event, null, 6, 1, 10, 0, false },
        { Nature.Event, null, 6, 1, 10, double.NaN, false },
        { Nature.State, 24, 6, 1, 10, null, true },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Nonsense_is_refused(Nature nature, long? halfLife, long succession, double least, double most, double? jump,
        bool isRunningTotal) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FusionRule(
            nature, halfLife, succession, FusionConstants.Standard, least: least, most: most, jump: jump, isRunningTotal: isRunningTotal));

    [Fact]
    public void A_jump_is_that_of_the_constants_unless_told()
    {
        Assert.Equal(FusionConstants.Standard.Jump.Value, new FusionRule(Nature.State, 24, 6, FusionConstants.Standard).Jump);
        Assert.Equal(.4, new FusionRule(Nature.State, 24, 6, FusionConstants.Standard, jump: .4).Jump);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e101)]
    [InlineData(1e-101)]
    public void What_is_no_amount_is_refused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Point(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.AtLeast(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.AtMost(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Interval(value, value));
    }

    [Fact]
    public void A_range_does_not_end_before_it_begins() => Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Interval(2, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(11)]
    public void A_deviation_is_above_0_and_at_most_10(double sigma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Amount.Point(1, sigma));

    [Fact]
    public void The_farthest_and_the_narrowest_amounts_still_have_a_range()
    {
        var fusion = new QuantityFusion(new FusionRule(Nature.State, 24, 6, FusionConstants.Standard, least: 1e-100, jump: 10),
            new Provenance());
        fusion.Add(new QuantityClaim("a", "r1", "s1", Compounds.Reports.Grade.Parse("A1"), 0, Amount.Point(1e100, .02)));
        fusion.Add(new QuantityClaim("b", "r2", "s2", Compounds.Reports.Grade.Parse("A1"), 0, Amount.Point(1e-100, 10)));
        var estimate = fusion.Assess(24_000).Estimate!.Value;
        Assert.True(estimate.P10 >= 0 && estimate.P10 <= estimate.P50 && estimate.P50 <= estimate.P90 && double.IsFinite(estimate.P90));
    }
}
