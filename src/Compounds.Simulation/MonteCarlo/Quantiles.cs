namespace Compounds.Simulation;

/// <summary>Quantiles of type 7, and the noise of sampling around them.</summary>
internal static class Quantiles
{
    private const double NormalQuantile = 1.959964;

    /// <summary>The quantile of sorted numbers, interpolated between order statistics.</summary>
    public static double Of(ReadOnlySpan<double> sorted, double p)
    {
        var place = (sorted.Length - 1) * p;
        var below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    /// <summary>The order statistics between which a quantile lies with 95 % confidence.</summary>
    public static (double Low, double High) Interval(ReadOnlySpan<double> sorted, double p)
    {
        var n = sorted.Length;
        var width = NormalQuantile * Math.Sqrt(n * p * (1 - p));
        return (sorted[Math.Max(0, (int)Math.Floor((n * p) - width))], sorted[Math.Min(n - 1, (int)Math.Ceiling((n * p) + width))]);
    }

    /// <summary>P10, P50 and P90 of numbers, which are reordered.</summary>
    public static Spread SpreadOf(Span<double> numbers)
    {
        numbers.Sort();
        return new(Of(numbers, 0.1), Of(numbers, 0.5), Of(numbers, 0.9));
    }

    /// <summary>P10, P50 and P90 of numbers, which are reordered. Selection, not sorting: a tenth of the time at 10,000.</summary>
    public static Spread SpreadOf(Span<float> numbers)
    {
        var first = numbers[0];
        if (!numbers.ContainsAnyExcept(first))
            return new(first, first, first);
        var middle = (numbers.Length - 1) * 0.5;
        var half = (int)middle;
        var p50 = Select(numbers, middle);
        var p10 = Select(numbers[..Math.Min(numbers.Length, half + 2)], (numbers.Length - 1) * 0.1);
        var p90 = Select(numbers[half..], ((numbers.Length - 1) * 0.9) - half);
        return new(p10, p50, p90);
    }

    /// <summary>The number at a place of the sorted order, interpolated; leaves smaller numbers before it, larger ones after.</summary>
    private static double Select(Span<float> numbers, double place)
    {
        var below = (int)place;
        Partition(numbers, below);
        if (below + 1 >= numbers.Length)
            return numbers[below];
        var rest = numbers[(below + 1)..];
        var next = 0;
        for (var i = 1; i < rest.Length; i++)
            next = rest[i] < rest[next] ? i : next;
        (rest[0], rest[next]) = (rest[next], rest[0]);
        return numbers[below] + ((place - below) * ((double)rest[0] - numbers[below]));
    }

    /// <summary>Hoare's selection: puts the number of rank <paramref name="rank"/> in its place.</summary>
    private static void Partition(Span<float> numbers, int rank)
    {
        var (low, high) = (0, numbers.Length - 1);
        while (low < high)
        {
            var (a, b, c) = (numbers[low], numbers[low + ((high - low) / 2)], numbers[high]);
            var pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (numbers[i] < pivot)
                    i++;
                while (numbers[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
                i++;
                j--;
            }

            if (rank <= j)
                high = j;
            else if (rank >= i)
                low = i;
            else
                return;
        }
    }
}
