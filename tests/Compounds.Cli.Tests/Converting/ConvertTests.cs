namespace Compounds.Cli.Tests.Converting;

public sealed class ConvertTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    public async Task A_file_that_is_no_record_is_refused_with_a_sentence(string text)
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("convert", _folder.Write("record.json", text), "--out", _folder["demo"]));
        Assert.Contains("is no public record", _terminal.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["demo"]));
    }
}
