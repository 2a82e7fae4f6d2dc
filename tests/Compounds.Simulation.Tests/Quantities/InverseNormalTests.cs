using System.Globalization;

namespace Compounds.Simulation.Tests.Quantities;

public sealed class InverseNormalTests
{
    [Fact]
    public void The_quantiles_are_the_expected_values()
    {
        foreach (var (u, z) in Asset.Json("mc_vectors")["ninv"]!.AsObject())
            Assert.Equal(z!.GetValue<double>(), InverseNormal.At(double.Parse(u, CultureInfo.InvariantCulture)), 12);
    }

    [Fact]
    public void The_tails_mirror_each_other() => Assert.Equal(-InverseNormal.At(1e-12), InverseNormal.At(1 - 1e-12), 4);
}
