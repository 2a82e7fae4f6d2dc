namespace Compounds.Cli.Pushing;

/// <summary>Gives the lines of a file one after the other.</summary>
internal interface ILineSource
{
    /// <summary>Finds the next line. False at the end of the file.</summary>
    /// <exception cref="CommandException">A line is longer than any report can be.</exception>
    bool TryNext(out PushLine line);
}
