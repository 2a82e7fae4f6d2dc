using System.Collections.Concurrent;

namespace Compounds.Fusion;

/// <summary>How much a later claim takes over after so many whole hours: <c>1 − 2^(−hours/S)</c>.</summary>
/// <remarks>
/// Never falls from one hour to the next, and is exactly 1 from where a double cannot tell: so of two claims of one grade
/// the newer takes over at least as much, to the bit.
/// </remarks>
internal readonly struct Ramp(long successionHours)
{
    // Half a unit in the last place of 1 is 2^−54.
    private const long Saturation = 54;
    private static readonly ConcurrentDictionary<long, double[]> s_tables = new();
    private readonly double[] _table = s_tables.GetOrAdd(successionHours, Compute);

    /// <summary>The share after a positive number of hours.</summary>
    public double At(long hours) => _table[(int)Math.Min(hours, _table.Length - 1)];

    private static double[] Compute(long successionHours)
    {
        var table = new double[(Saturation * successionHours) + 2];
        for (var hours = 1; hours < table.Length - 1; hours++)
            table[hours] = Math.Max(table[hours - 1], 1 - Math.Pow(2, -hours / (double)successionHours));
        table[^1] = 1;
        return table;
    }
}
