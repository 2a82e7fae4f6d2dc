namespace Compounds.Grains.Inbox;

/// <summary>A batch was not taken by all its subjects. It never leaves the inbox: it tells the pump to wait and to try again.</summary>
public sealed class DeliveryFailedException : Exception
{
    /// <summary>Creates the exception without a sentence.</summary>
    public DeliveryFailedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public DeliveryFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public DeliveryFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Tells how many reports the batch holds and the first failure.</summary>
    public DeliveryFailedException(int reports, Exception first)
        : base($"A batch of {reports} reports was not taken by all its subjects: {first.Message}", first)
    {
    }
}
