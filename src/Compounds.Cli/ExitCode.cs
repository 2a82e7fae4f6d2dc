namespace Compounds.Cli;

/// <summary>What the shell is told.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>It ran, and something was refused or found bad.</summary>
    public const int Refused = 1;

    /// <summary>It could not run, or not to its end.</summary>
    public const int CouldNotRun = 2;
}
