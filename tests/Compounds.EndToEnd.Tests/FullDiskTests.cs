using System.Net;
using System.Text;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

/// <summary>A server whose disk is full says so to everybody, and goes on by itself when somebody makes room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Lines = 8_000;
    private const int Subjects = 60;

    private static readonly Uri s_reports = new("/v1/reports", UriKind.Relative);
    private static readonly Uri s_ready = new("/health/ready", UriKind.Relative);

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _copy = new();
    private readonly Relay _relay = new(SyntheticLines.Generate(seed: 13, Lines, Subjects));

    public void Dispose()
    {
        _folder.Dispose();
        _copy.Dispose();
    }

    [SmallDiskFact]
    public async Task A_full_disk_refuses_reports_and_says_why_and_with_room_all_goes_on_without_a_restart()
    {
        var disk = new SmallDisk(_folder.Path, Megabytes: 128, BallastMegabytes: 120);
        await using var server = await ChildServer.StartThroughAsync(disk.Command, _folder);
        await _relay.RegisterAsync(server);
        Assert.InRange(await _relay.PushAsync(server), 1, Lines - 1);
        Assert.StartsWith("""{"end":"interrupted",""", _relay.End, StringComparison.Ordinal);
        Assert.Contains("urn:compounds:disk-full", _relay.End, StringComparison.Ordinal);

        using var client = _relay.NewClient(server);
        using (var answer = await client.PostAsync(s_reports, Line()))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Contains("urn:compounds:disk-full", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        File.Delete(server.PathOf(disk.Ballast));
        Assert.Equal("Healthy", await client.GetStringAsync(s_ready));
        using (var answer = await client.PostAsync(s_reports, Line()))
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await _relay.AssertKeptAsync(server, () => CopyAsync(server));
    }

    /// <summary>Copies the ledger from the disk that only the server sees, while it writes nothing.</summary>
    private async Task<string> CopyAsync(ChildServer server)
    {
        await server.PauseAsync();
        File.Copy(server.PathOf(_folder.Ledger), _copy.Ledger);
        File.Copy(server.PathOf(_folder.Ledger + "-wal"), _copy.Ledger + "-wal");
        await server.ResumeAsync();
        return _copy.Ledger;
    }

    /// <summary>A report with a long text, for which no rest of room is left.</summary>
    private static StringContent Line() =>
        new(Wire.Report("large", Wire.Status("Large Yard", "operating"), agency: "task-force", narrative: new string('x', 20_000)), Encoding.UTF8, "application/json");
}
