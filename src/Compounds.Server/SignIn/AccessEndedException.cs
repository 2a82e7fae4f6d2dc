namespace Compounds.Server.SignIn;

/// <summary>What let a caller in does so no more: his key was revoked, or the clearance of his agency is another.</summary>
internal sealed class AccessEndedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AccessEndedException()
        : base("The key of this request was revoked, or the clearance of its agency was changed.")
    {
    }

    /// <summary>Creates the exception with another sentence.</summary>
    public AccessEndedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public AccessEndedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
