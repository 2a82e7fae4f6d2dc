using System.Diagnostics.Metrics;
using System.Net;
using Compounds.Driving;
using Compounds.Grains.Inbox;
using Compounds.Server.Live;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.Hosting;

/// <summary>What an operator sees of a server in its figures.</summary>
public sealed class MeterTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private IMeterFactory Meters => api.Server.Part<IMeterFactory>();

    [Fact]
    public async Task A_refused_report_is_counted_by_the_code_of_its_receipt_and_an_accepted_one_is_not()
    {
        using var refused = Collector<long>("compounds.reports.refused");
        var receipts = await api.Pea.PushAsync(Report("M-1", Status("Metered Yard", "raided")),
            Report("M-2", Status("Metered Yard", "no such status")), "{\"claimz\":[]}");

        var codes = receipts[1..].Select(static receipt => receipt.GetProperty("problems")[0].Text("code"));
        Assert.Equal(codes.Order(StringComparer.Ordinal), refused.GetMeasurementSnapshot().Select(CodeOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_problem_is_counted_by_its_code_also_one_of_the_framework()
    {
        using var refused = Collector<long>("compounds.requests.refused");
        await api.Pea.ReadAsync("/v1/compounds/nowhere", HttpStatusCode.NotFound);
        using var put = await api.Pea.PutAsync(new Uri("/v1/reports", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);

        Assert.Equal(["not-found", "method-not-allowed"], refused.GetMeasurementSnapshot().Select(CodeOf));
    }

    [Fact]
    public async Task Every_append_is_timed()
    {
        using var appends = Collector<double>("compounds.ledger.append.duration");
        await api.Pea.AcceptAsync(Report("M-3", Status("Timed Yard", "raided")));

        var timed = appends.GetMeasurementSnapshot();
        Assert.Contains(timed, static append => (string)append.Tags["outcome"]! == "written");
        Assert.All(timed, static append => Assert.True(append.Value >= 0));
    }

    [Fact]
    public void A_card_that_is_told_shows_how_far_its_feed_is_behind()
    {
        using var lag = Collector<double>("compounds.live.lag");
        api.Server.Part<LiveMeter>().Told(api.Server.Clock.GetUtcNow() - TimeSpan.FromSeconds(3));
        Assert.Equal(3, lag.LastMeasurement!.Value);
    }

    private MetricCollector<T> Collector<T>(string instrument)
        where T : struct => new(Meters, IntakeMeter.Name, instrument);

    private static string CodeOf(CollectedMeasurement<long> measurement) => (string)measurement.Tags["code"]!;
}
