namespace Compounds.Server.SignIn;

/// <summary>A provider knows a person, and there is a reason why he is not let in.</summary>
internal sealed class SignInRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SignInRefusedException()
        : this(SignInRefusal.Failed)
    {
    }

    /// <summary>Creates the exception with a sentence.</summary>
    public SignInRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public SignInRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    public SignInRefusedException(SignInRefusal refusal)
        : base($"The sign-in was refused: {refusal}.") => Refusal = refusal;

    /// <summary>Gets the reason.</summary>
    public SignInRefusal Refusal { get; }
}
