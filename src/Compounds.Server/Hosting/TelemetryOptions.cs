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

    /// <summary>Gets the OTLP endpoint; needed with <c>otlp</c>.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Gets the share of requests that are traced, 0 to 1; 0.01 by default, because a trace of every report costs more than the report.</summary>
    [Range(0.0, 1.0)]
    public double TraceShare { get; init; } = 0.01;
}

[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
