namespace Compounds.Simulation.Choice;

/// <summary>Amounts as whole thousandths, so that sums do not depend on their order and ties are ties.</summary>
internal static class FixedPoint
{
    /// <summary>The largest amount of one outcome: a sum of 9,000 of them still fits 64 bits.</summary>
    public const double Largest = 1e12;

    private const double PerUnit = 1000;

    /// <summary>Rounds to the nearest thousandth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number or beyond <see cref="Largest"/>; infinity as a limit is allowed.</exception>
    public static long From(double amount) => amount switch
    {
        double.PositiveInfinity => long.MaxValue,
        >= -Largest and <= Largest => (long)Math.Round(amount * PerUnit),
        _ => throw new ArgumentOutOfRangeException(nameof(amount), amount, $"Not between -{Largest} and {Largest}."),
    };

    /// <summary>Converts back.</summary>
    public static double ToAmount(long thousandths) => thousandths / PerUnit;
}
