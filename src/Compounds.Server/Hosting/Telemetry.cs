using Compounds.Grains;
using Compounds.Grains.Inbox;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Compounds.Server.Hosting;

/// <summary>OpenTelemetry: the named sources of .NET, Orleans and ours, and where they are exported to.</summary>
internal static class Telemetry
{
    private const int MetricsEveryMilliseconds = 60_000;

    /// <summary>The meters that are exported beside those of ASP.NET.</summary>
    public static string[] Meters { get; } = [IntakeMeter.Name, "Microsoft.Orleans", "System.Runtime"];

    /// <summary>Whether anything is exported.</summary>
    public static bool IsExported(IConfiguration configuration) =>
        (configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions()).Exporter is not "none";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        var options = builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (options.Exporter is "none")
            return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("compounds"))
            .WithTracing(tracing =>
            {
                tracing.AddAspNetCoreInstrumentation().AddSource(Spans.Name, "Microsoft.Orleans.Application", "Microsoft.Orleans.Storage")
                    .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceShare)));
                if (options.Exporter is "console")
                    tracing.AddConsoleExporter();
                else
                    tracing.AddOtlpExporter(exporter => To(exporter, options, "v1/traces"));
            })
            .WithMetrics(metrics =>
            {
                metrics.AddAspNetCoreInstrumentation().AddMeter(Meters);
                if (options.Exporter is "console")
                    metrics.AddConsoleExporter(static (_, reader) => reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = MetricsEveryMilliseconds);
                else
                    metrics.AddOtlpExporter(exporter => To(exporter, options, "v1/metrics"));
            });
        builder.Logging.AddOpenTelemetry(logs =>
        {
            if (options.Exporter is "console")
                logs.AddConsoleExporter();
            else
                logs.AddOtlpExporter(exporter => To(exporter, options, "v1/logs"));
        });
    }

    /// <summary>Over HTTP each signal has a path of its own, which the exporter adds only to an endpoint that it found itself.</summary>
    internal static void To(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        if (options.Protocol is not null)
            exporter.Protocol = options.Protocol is "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (options.Endpoint is not null)
            exporter.Endpoint = exporter.Protocol is OtlpExportProtocol.HttpProtobuf ? new Uri($"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}") : options.Endpoint;
    }
}
