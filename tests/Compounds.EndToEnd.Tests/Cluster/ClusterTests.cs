using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Compounds.Driving;
using Compounds.Ledger;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>Silos on one storage account are one system, and stay one when a silo dies or falls silent.</summary>
public sealed class ClusterTests(SiloProcesses silos) : IClassFixture<SiloProcesses>
{
    private const int Lines = 3_000;
    private const int KillAfter = 500;
    private const int Subjects = 40;

    private static readonly TimeSpan s_applied = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_served = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly HttpStatusCode[] s_expected =
        [HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout];

    [ClusterFact]
    public async Task What_is_filed_at_one_silo_is_read_at_the_other_with_nothing_beside_the_storage_account()
    {
        var (stays, goes) = await silos.PairAsync();
        using var here = stays.NewClient(silos.Relay);
        using var there = goes.NewClient(silos.Relay);

        await here.AcceptAsync(Wire.Report("meets", Wire.Status("Two Doors", "operating"), agency: "agency-01"));
        Assert.Equal("Two Doors", (await there.ReadAsync("/v1/compounds/two-doors")).GetProperty("card").Text("name"));
        Assert.Equal(2, (await silos.StatusesAsync()).Count(static status => status is "Active"));
        await goes.StopAsync();
        Assert.Single(await silos.StatusesAsync(), static status => status is "Active");
    }

    [ClusterFact]
    public async Task What_was_accepted_before_a_silo_is_killed_under_load_is_applied_within_a_minute_although_nobody_asks_for_anything()
    {
        var (stays, goes) = await silos.PairAsync();
        var accepted = new HashSet<(string Report, int Revision)>();
        var since = new Stopwatch();
        using (var push = await DuplexPush.OpenAsync(stays.Address, silos.Relay))
        {
            push.BeginSending(SyntheticLines.Generate(seed: 11, Lines, Subjects));
            var received = 0;
            await foreach (var text in push.ReceiptsAsync())
            {
                using var receipt = JsonDocument.Parse(text);
                if (receipt.RootElement.OutcomeIs("accepted"))
                    accepted.Add((receipt.RootElement.Text("report"), receipt.RootElement.GetProperty("revision").GetInt32()));
                if (++received != KillAfter)
                    continue;
                await goes.KillAsync();
                since.Start();
            }

            await push.Sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Assert.InRange(accepted.Count, KillAfter / 2, Lines);
        var ledger = await silos.OpenLedgerAsync();
        var batch = await BatchRecomputation.RunAsync(ledger);
        Assert.Empty(accepted.Except(batch.Filed));
        using var looks = new PeriodicTimer(s_look);
        while (!batch.IsTaken && since.Elapsed < s_applied && await looks.WaitForNextTickAsync())
            batch = await BatchRecomputation.RunAsync(ledger);
        batch.AssertTakenOnce();
        Assert.Null((await LedgerVerification.RunAsync(ledger, CancellationToken.None)).Damage);
    }

    [ClusterFact]
    public async Task A_silo_that_falls_silent_is_declared_dead_everything_is_served_within_half_a_minute_and_it_ends_itself_when_it_wakes()
    {
        var (stays, goes) = await silos.PairAsync();
        using var client = stays.NewClient(silos.Relay);
        await client.AcceptAsync(Enumerable.Range(1, Subjects).Select(static number =>
            Wire.Report($"silent-{number}", Wire.Status($"Silent {number}", "operating"), agency: "agency-01")));
        Assert.True(await AreAllServedAsync(client));
        var dead = (await silos.StatusesAsync()).Count(static status => status is "Dead");

        await goes.PauseAsync();
        var since = Stopwatch.StartNew();
        await AreAllServedAsync(client);
        while ((await silos.StatusesAsync()).Count(static status => status is "Dead") == dead && since.Elapsed < s_served)
        {
            // Not asked for subjects meanwhile: so many questions would be refused as too many.
        }

        var isServed = false;
        while (!isServed && since.Elapsed < s_served)
            isServed = await AreAllServedAsync(client);
        Assert.True(isServed, $"Not everything was served {since.Elapsed} after a silo fell silent.");

        await goes.ResumeAsync();
        Assert.NotEqual(0, await goes.EndedAsync());
        Assert.True(await AreAllServedAsync(client));
    }

    /// <summary>Asks for every subject at once. What is not served says when to ask again.</summary>
    private static async Task<bool> AreAllServedAsync(HttpClient client)
    {
        var statuses = await Task.WhenAll(Enumerable.Range(1, Subjects).Select(async number =>
        {
            using var response = await client.GetAsync(new Uri($"/v1/compounds/silent-{number}", UriKind.Relative));
            Assert.Contains(response.StatusCode, s_expected);
            Assert.Equal(response.StatusCode is HttpStatusCode.OK, response.Headers.RetryAfter is null);
            return response.StatusCode;
        }));
        return statuses.All(static status => status is HttpStatusCode.OK);
    }
}
