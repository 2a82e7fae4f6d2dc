using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

public sealed class KillTests : IDisposable
{
    private const int Lines = 20_000;
    private const int Subjects = 150;
    private const int Kills = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly Relay _relay = new(SyntheticLines.Generate(seed: 7, Lines, Subjects));
    private Dice _moments = new(seed: 20_251_124);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whatever_was_accepted_before_a_kill_is_stored_and_applied_exactly_once()
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var server = await ChildServer.StartAsync(_folder);
            if (kill == 1)
                await _relay.RegisterAsync(server);
            var killAfter = _moments.Between(500, Lines * 3 / 4);
            Assert.InRange(await _relay.PushAsync(server, received => received == killAfter ? server.KillAsync() : Task.CompletedTask), killAfter, Lines);
        }

        await using var last = await ChildServer.StartAsync(_folder);
        await _relay.AssertKeptAsync(last, _folder);
    }
}
