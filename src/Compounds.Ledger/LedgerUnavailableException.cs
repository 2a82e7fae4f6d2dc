namespace Compounds.Ledger;

/// <summary>The store behind the ledger failed or cannot be opened. Whether a write took effect is unknown until the stream is read.</summary>
public class LedgerUnavailableException : Exception
{
    /// <summary>Creates the exception without a sentence.</summary>
    public LedgerUnavailableException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, and what to do about it.</param>
    public LedgerUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What failed, and what to do about it.</param>
    /// <param name="innerException">The failure of the store.</param>
    public LedgerUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
