namespace Compounds.Cli.Pushing;

/// <summary>What gets one receipt: a line of NDJSON, or the neighbouring rows of one report in CSV.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, behind its line feed when it has one.</param>
internal readonly record struct PushLine(FilePosition Start, FilePosition End)
{
    /// <summary>Its number in the file, from 1.</summary>
    public long Number => Start.Line + 1;

    /// <summary>Its length in bytes.</summary>
    public int Length => (int)(End.Offset - Start.Offset);

    /// <summary>How many rows it has.</summary>
    public int Rows => (int)(End.Row - Start.Row);
}
