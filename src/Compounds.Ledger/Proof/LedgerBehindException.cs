namespace Compounds.Ledger;

/// <summary>The ledger is not the one of its last checkpoint. Nothing was changed.</summary>
public sealed class LedgerBehindException : LedgerUnavailableException
{
    /// <summary>Creates the exception without a sentence.</summary>
    public LedgerBehindException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and what to do about it.</param>
    public LedgerBehindException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What is wrong, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public LedgerBehindException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
