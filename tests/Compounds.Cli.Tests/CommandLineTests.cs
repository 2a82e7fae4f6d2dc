namespace Compounds.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("push")]
    [InlineData("push", "a.ndjson")]
    [InlineData("push", "a.ndjson", "--server", "http://localhost:1", "--key", "k", "--batch-lines", "0")]
    [InlineData("generate", "--reports", "-1", "--seed", "1")]
    [InlineData("sell")]
    public async Task What_cannot_be_understood_ends_with_2_and_points_at_the_help(params string[] arguments)
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync(arguments));
        Assert.Contains("--help", _terminal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--server", "ftp://example.org", "--key", "k", "not an address")]
    [InlineData("--server", "http://localhost:1", "--key", "two words", "one word")]
    [InlineData("--server", "http://localhost:1", "--key-file", "absent.txt", "cannot be read")]
    public async Task A_server_or_key_that_cannot_be_is_refused_with_a_sentence(string server, string address, string key, string value, string sentence)
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("export", server, address, key, value));
        Assert.Contains(sentence, _terminal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("two words", _terminal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("push")]
    [InlineData("generate")]
    [InlineData("export")]
    [InlineData("convert")]
    [InlineData("simulate")]
    [InlineData("agencies", "register")]
    [InlineData("key", "issue")]
    [InlineData("ledger", "verify")]
    public async Task Every_command_has_a_help_with_an_example(params string[] command)
    {
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync([.. command, "--help"]));
        Assert.Contains($"for example: compounds {string.Join(' ', command)}", _terminal.Output, StringComparison.Ordinal);
    }
}
