namespace Compounds.Cli;

/// <summary>A command cannot go on. The message is one clear sentence for the person who typed it; nothing else is printed.</summary>
public sealed class CommandException : Exception
{
    /// <summary>Says why.</summary>
    public CommandException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what caused it.</summary>
    public CommandException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says nothing; required of exceptions.</summary>
    public CommandException()
    {
    }
}
