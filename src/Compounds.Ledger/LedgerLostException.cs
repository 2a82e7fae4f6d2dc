namespace Compounds.Ledger;

/// <summary>Another process has taken this ledger over. This one can write nothing to it any more, and reads nothing that may be stale.</summary>
public sealed class LedgerLostException : LedgerUnavailableException
{
    /// <summary>Creates the exception without a sentence.</summary>
    public LedgerLostException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which ledger was lost, and what to do about it.</param>
    public LedgerLostException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">Which ledger was lost, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LedgerLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
