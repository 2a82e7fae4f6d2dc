using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Where traces, metrics and logs go. Section <c>Telemetry</c>. Nothing leaves the machine unless an endpoint is given.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Gets the exporter: <c>console</c>, <c>otlp</c> or <c>none</c> (default; Development sets console).</summary>
    [RegularExpression("^(console|otlp|none)$", ErrorMessage = "Telemetry:Exporter is console, otlp or none.")]
    public string Exporter { get; init; } = "none";

    /// <summary>Gets the OTLP endpoint, without the path of a signal; by default this machine, port 4317 (4318 over HTTP).</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// Gets how OTLP is spoken: <c>grpc</c> or <c>http/protobuf</c>; by default what <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> says, else gRPC.
    /// </summary>
    [RegularExpression("^(grpc|http/protobuf)$", ErrorMessage = "Telemetry:Protocol is grpc or http/protobuf.")]
    public string? Protocol { get; init; }

    /// <summary>Gets the share of requests that are traced, 0 to 1; 0.01 by default, because a trace of every report costs more than the report.</summary>
    [Range(0.0, 1.0)]
    public double TraceShare { get; init; } = 0.01;
}

[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
