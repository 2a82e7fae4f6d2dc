using Compounds.Agencies;

namespace Compounds.Cli.Tests.Registering;

public sealed class CreateKeyTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task The_key_alone_is_the_output_and_its_hash_is_told_beside_it()
    {
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("key", "create"));
        var key = _terminal.Output.TrimEnd();
        Assert.Matches("^ck_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$", key);
        Assert.Contains($"SignIn__AdministratorKeySha256={AgencyKey.HashOf(key)}", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_two_keys_are_alike()
    {
        using var other = new Terminal();
        await _terminal.RunAsync("key", "create");
        await other.RunAsync("key", "create");
        Assert.NotEqual(_terminal.Output, other.Output);
    }
}
