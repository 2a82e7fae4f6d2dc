namespace Compounds.Cli.Pushing;

/// <summary>Where one line of a file lies: what gets one receipt.</summary>
/// <param name="Number">The line in the file, from 1.</param>
/// <param name="Offset">The offset of its first byte.</param>
/// <param name="Length">Its length in bytes, with the line feed when it has one.</param>
internal readonly record struct PushLine(long Number, long Offset, int Length)
{
    /// <summary>The offset behind it.</summary>
    public long End => Offset + Length;
}
