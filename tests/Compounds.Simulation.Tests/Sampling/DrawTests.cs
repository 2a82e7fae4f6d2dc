using System.Globalization;

namespace Compounds.Simulation.Tests.Sampling;

public sealed class DrawTests
{
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData(0x243f6a88u, 0x85a308d3, 0x13198a2eu, 0x03707344u, 0xa4093822, 0x299f31d0u, "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Philox_gives_the_known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, string expected)
    {
        var (x0, x1, x2, x3) = Philox.Scramble((c0, c1, c2, c3), (k0, k1));
        Assert.Equal(expected, string.Create(CultureInfo.InvariantCulture, $"{x0:x8} {x1:x8} {x2:x8} {x3:x8}"));
    }

    [Theory]
    [InlineData(0, 0.6008250521624399)]
    [InlineData(1, 0.7909989485030977)]
    [InlineData(2, 0.6308636480088308)]
    [InlineData(3, 0.6033341248610853)]
    public void A_draw_depends_on_seed_sample_and_name_alone(int sample, double expected) =>
        Assert.Equal(expected, Draw.Uniform(20250205, sample, "C1.fuel"));

    [Fact]
    public void Names_are_hashed_as_expected()
    {
        Assert.Equal(0xac8c99fed4d2de1dUL, Draw.Hash("C1.fuel"));
        Assert.Equal(0xcbf29ce484222325UL, Draw.Hash(""));
    }
}
