namespace Compounds.Ledger;

/// <summary>The result of looking at the states that are kept beside the facts of a ledger.</summary>
/// <param name="Sealed">Those that this deployment sealed.</param>
/// <param name="Unsealed">Those without a seal, which the server does not use: of an earlier version, or put there by somebody.</param>
/// <param name="Replaced">The keys of those under a wrong seal, at most ten: somebody replaced or changed them.</param>
public sealed record StateVerification(long Sealed, long Unsealed, IReadOnlyList<string> Replaced)
{
    private const int MostNamed = 10;

    /// <summary>Looks at all states that count only when they are sealed.</summary>
    /// <param name="states">The states.</param>
    /// <param name="seal">The seal of the deployment.</param>
    /// <exception cref="LedgerUnavailableException">The file cannot be read.</exception>
    public static StateVerification Run(SqliteStates states, StateSeal seal)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(seal);
        var (good, without, replaced) = (0L, 0L, new List<string>());
        foreach (var key in states.ReadKeys(StateSeal.SealedPrefix))
        {
            if (states.Read(key) is not { } state)
                continue; // Removed meanwhile.
            if (seal.Open(key, state.Body) is not null)
                good++;
            else if (!StateSeal.IsSealed(state.Body.Span))
                without++;
            else if (replaced.Count < MostNamed)
                replaced.Add(key);
        }

        return new(good, without, replaced);
    }
}
