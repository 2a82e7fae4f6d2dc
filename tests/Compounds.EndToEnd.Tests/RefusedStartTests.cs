using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

/// <summary>A start that is refused says why in one sentence, and does not look like a crash that another start would mend.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_server_on_one_ledger_is_refused_and_the_first_goes_on()
    {
        await using var first = await ChildServer.StartAsync(_folder);
        var (code, said) = await ChildServer.RefusedAsync(_folder);

        Assert.Equal(78, code);
        Assert.Contains("already open", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        using var client = first.NewClient(key: null);
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    [Fact]
    public async Task A_setting_that_cannot_be_right_is_named()
    {
        var (code, said) = await ChildServer.RefusedAsync(_folder, ("Ledger__Provider", "paper"));

        Assert.Equal(78, code);
        Assert.Contains("Ledger:Provider", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Orleans__Clustering__ProviderType", "Redis", "Ledger:Provider=azure")]
    [InlineData("Orleans__Reminders__ProviderType", "Redis", "Ledger:Provider=azure")]
    [InlineData("Orleans__ServiceId", "another", "set it to compounds")]
    public async Task A_setting_of_another_way_to_form_a_cluster_is_refused_with_what_would_be_right(string name, string value, string right)
    {
        var (code, said) = await ChildServer.RefusedAsync(_folder, (name, value));

        Assert.Equal(78, code);
        var sentence = Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"'{value}'", sentence, StringComparison.Ordinal);
        Assert.Contains(right, sentence, StringComparison.Ordinal);
    }
}
