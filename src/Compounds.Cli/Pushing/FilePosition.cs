namespace Compounds.Cli.Pushing;

/// <summary>A place between two lines of a file.</summary>
/// <param name="Offset">The bytes before it.</param>
/// <param name="Line">The line feeds before it.</param>
/// <param name="Row">The rows before it as a spreadsheet counts them: a cell of many lines is still one row, and the header is row 1.</param>
internal readonly record struct FilePosition(long Offset, long Line, long Row);
