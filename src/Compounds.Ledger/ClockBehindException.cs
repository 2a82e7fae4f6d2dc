namespace Compounds.Ledger;

/// <summary>The clock of the machine is so far behind the last fact that nothing is recorded. Nothing was written.</summary>
public sealed class ClockBehindException : LedgerUnavailableException
{
    /// <summary>Creates the exception without a sentence.</summary>
    public ClockBehindException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">How far it is behind, and what to do about it.</param>
    public ClockBehindException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">How far it is behind, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ClockBehindException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
