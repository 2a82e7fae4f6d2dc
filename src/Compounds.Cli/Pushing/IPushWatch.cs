namespace Compounds.Cli.Pushing;

/// <summary>Shows a person how a push goes on.</summary>
internal interface IPushWatch
{
    /// <summary>More lines have receipts.</summary>
    /// <param name="offset">The offset in the file up to which every line has one.</param>
    /// <param name="tally">What became of the lines so far.</param>
    void Advance(long offset, PushTally tally);

    /// <summary>Something hinders; it is tried again after a pause.</summary>
    /// <param name="sentence">What hinders, and what happens next.</param>
    void Hold(string sentence);
}
