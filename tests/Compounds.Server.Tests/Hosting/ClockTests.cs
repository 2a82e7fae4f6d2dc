using System.Net;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.Server.Tests.Hosting;

/// <summary>A clock that is set back by days while a server runs: nothing is recorded out of order, and everybody is told why.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset s_noon = new(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task While_the_clock_is_behind_reports_are_refused_readiness_says_why_and_afterwards_all_goes_on()
    {
        await using var server = await HostedServer.StartAsync(s_noon);
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
        using var pea = server.NewClient(await administrator.IssueKeyAsync("pea", "analyst", "partner"));
        server.Clock.AdjustTime(s_noon.AddDays(2));
        await pea.AcceptAsync(Wire.Report("ahead", Wire.Status("First Yard", "operating")));
        server.Clock.AdjustTime(s_noon);

        using (var answer = await pea.PostAsync(new Uri("/v1/reports", UriKind.Relative), Line("behind")))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Contains("urn:compounds:clock-behind", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using (var ready = await pea.GetAsync(new Uri("/health/ready", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.StartsWith("Unhealthy The clock of this machine says 2025-06-02 12:00:00Z, which is 2.00:00:00", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("First Yard", Assert.Single((await pea.ReadAsync("/v1/compounds")).GetProperty("items").EnumerateArray()).Text("name"));
        server.Clock.AdjustTime(s_noon.AddDays(2).AddMinutes(1));
        using (var answer = await pea.PostAsync(new Uri("/v1/reports", UriKind.Relative), Line("behind")))
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("Healthy", await pea.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    private static StringContent Line(string id) => new(Wire.Report(id, Wire.Status("Second Yard", "operating")), System.Text.Encoding.UTF8, "application/json");
}
