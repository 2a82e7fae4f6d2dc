using Compounds.Ledger;

namespace Compounds.Grains.Pumps;

/// <summary>Tells failures of the moment from failures of what was asked.</summary>
public static class Transient
{
    /// <summary>Whether the same call may succeed later: the store or a silo is away, or the call was too late. Any other failure would come again.</summary>
    public static bool Is(Exception failure) => failure is TimeoutException or OrleansException or LedgerUnavailableException or OperationCanceledException;
}
