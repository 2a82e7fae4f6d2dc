namespace Compounds.Ledger;

/// <summary>An append or state exceeds <see cref="LedgerLimits"/>. It was refused before anything was written.</summary>
public sealed class AppendTooLargeException : Exception
{
    /// <summary>Creates the exception without a sentence.</summary>
    public AppendTooLargeException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What exceeded which limit.</param>
    public AppendTooLargeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What exceeded which limit.</param>
    /// <param name="innerException">The cause.</param>
    public AppendTooLargeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
