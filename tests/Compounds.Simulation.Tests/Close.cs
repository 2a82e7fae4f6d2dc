namespace Compounds.Simulation.Tests;

/// <summary>Equality of computed numbers.</summary>
internal static class Close
{
    /// <summary>Asserts that two numbers agree relatively, or absolutely near 0.</summary>
    public static void Equal(double expected, double actual, double relative = 1e-6, double absolute = 1e-3, string what = "") =>
        Assert.True(
            Math.Abs(expected - actual) <= Math.Max(absolute, relative * Math.Max(Math.Abs(expected), Math.Abs(actual))),
            $"{what}: expected {expected:R}, was {actual:R}");
}
