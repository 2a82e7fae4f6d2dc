namespace Compounds.Grains.Callers;

/// <summary>A grain was called for somebody who may not, or for no one that this deployment knows. It is a fault of the program or an attack.</summary>
[GenerateSerializer, Alias("value/caller-refused")]
public sealed class CallerRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CallerRefusedException()
        : this("The call was refused.")
    {
    }

    /// <summary>Creates the exception with a sentence.</summary>
    public CallerRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public CallerRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
