namespace Compounds.Ledger;

/// <summary>The disk of the ledger is full. Nothing was written; once there is room, everything goes on by itself.</summary>
public sealed class LedgerFullException : LedgerUnavailableException
{
    /// <summary>Creates the exception without a sentence.</summary>
    public LedgerFullException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which disk is full.</param>
    public LedgerFullException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">Which disk is full.</param>
    /// <param name="innerException">The failure of the store.</param>
    public LedgerFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
