using System.Runtime.Intrinsics;
using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

public class VectorFunctionsTests
{
    [Fact]
    public void The_exponential_is_accurate() => Gen.Double[-700, 700].Array[8].Sample(
        x =>
        {
            var y = VectorFunctions.Exp(Vector512.Create(x));
            for (var lane = 0; lane < x.Length; lane++)
                Assert.Equal(1, y[lane] / Math.Exp(x[lane]), 2e-15);
        },
        iter: Cases.Count);

    [Fact]
    public void The_logarithm_is_accurate() => Gen.Select(Gen.Double[-50, 50].Array[8], Gen.Bool).Sample(
        (x, tiny) =>
        {
            var values = x.Select(v => tiny ? Math.Exp(-Math.Abs(v) - 10) : Math.Exp(v)).ToArray();
            var y = VectorFunctions.LogOnePlus(Vector512.Create(values));
            for (var lane = 0; lane < x.Length; lane++)
                Assert.Equal(double.LogP1(values[lane]), y[lane], 2e-14);
        },
        iter: Cases.Count);

    [Fact]
    public void The_logarithm_of_one_is_nothing() =>
        Assert.Equal(Vector512<double>.Zero, VectorFunctions.LogOnePlus(Vector512<double>.Zero));
}
