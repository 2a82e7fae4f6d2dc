using System.Collections.Immutable;

namespace Compounds.Simulation.Choice;

/// <summary>The house order of sets of actions, which decides all ties: fewest actions first, then by ids, ordinal.</summary>
/// <remarks>Expects the ids within a set in ordinal order.</remarks>
public sealed class SetOrder : IComparer<ImmutableArray<string>>
{
    private SetOrder()
    {
    }

    /// <summary>Gets the order.</summary>
    public static SetOrder Instance { get; } = new();

    /// <summary>A text that two sets share only when they are the same.</summary>
    public static string KeyOf(ImmutableArray<string> set) => string.Join('\n', set);

    /// <inheritdoc/>
    public int Compare(ImmutableArray<string> x, ImmutableArray<string> y)
    {
        if (x.Length != y.Length)
            return x.Length.CompareTo(y.Length);

        for (var at = 0; at < x.Length; at++)
        {
            if (string.CompareOrdinal(x[at], y[at]) is var order and not 0)
                return order;
        }

        return 0;
    }
}
