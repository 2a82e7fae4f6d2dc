using Compounds.Server.Hosting;
using OpenTelemetry.Exporter;

namespace Compounds.Server.Tests.Hosting;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData("http://collector:4318", OtlpExportProtocol.HttpProtobuf, "http://collector:4318/v1/metrics")]
    [InlineData("http://collector:4318/", OtlpExportProtocol.HttpProtobuf, "http://collector:4318/v1/metrics")]
    [InlineData("http://collector/otel", OtlpExportProtocol.HttpProtobuf, "http://collector/otel/v1/metrics")]
    [InlineData("http://collector:4317", OtlpExportProtocol.Grpc, "http://collector:4317/")]
    public void Over_http_each_signal_has_its_own_path(string endpoint, OtlpExportProtocol protocol, string expected)
    {
        var exporter = new OtlpExporterOptions { Protocol = protocol };
        Telemetry.To(exporter, new TelemetryOptions { Endpoint = new Uri(endpoint) }, "v1/metrics");
        Assert.Equal(expected, exporter.Endpoint.AbsoluteUri);
    }
}
