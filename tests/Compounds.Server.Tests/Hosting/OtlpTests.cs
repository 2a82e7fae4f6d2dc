using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.Hosting;

/// <summary>Over HTTP every signal reaches its path of a real collector, as protobuf.</summary>
public sealed class OtlpTests : IDisposable
{
    private const string Protobuf = "application/x-protobuf";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Telemetry__Protocol")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL")]
    public async Task Metrics_traces_and_logs_arrive(string protocol)
    {
        await using var collector = await OtlpListener.StartAsync();
        await using (var server = await ChildServer.StartAsync(
            _folder, ("Telemetry__Exporter", "otlp"), ("Telemetry__Endpoint", collector.Address.ToString()),
                ("Telemetry__TraceShare", "1"), (protocol, "http/protobuf")))
        {
            using var administrator = server.NewClient(ChildServer.AdministratorKey);
            await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
            using var pea = server.NewClient(await administrator.IssueKeyAsync("pea", "analyst", "partner"));
            await using (var page = await LiveReader.OpenAsync(pea))
            {
                await pea.AcceptAsync(Report("T-1", Status("Traced Yard", "raided")));
                await page.NextAsync();
            }

            await server.StopAsync(); // What is left is sent on the way out.
        }

        Assert.Equal([("/v1/logs", Protobuf), ("/v1/metrics", Protobuf), ("/v1/traces", Protobuf)], collector.Posts.Order());
        string[] metrics = ["compounds.reports.filed", "compounds.ledger.append.duration", "compounds.delivery.undelivered",
            "compounds.live.lag", "dotnet.gc.collections", "http.server.request.duration"];
        Assert.Empty(metrics.Except(collector.Texts("/v1/metrics", OtlpListener.OfMetric)));
        string[] spans = ["accept", "deliver", "fold"];
        Assert.Empty(spans.Except(collector.Texts("/v1/traces", OtlpListener.OfSpan)));
    }
}
