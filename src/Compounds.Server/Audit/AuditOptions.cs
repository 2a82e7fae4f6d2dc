using System.ComponentModel.DataAnnotations;
using Compounds.Audit;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Audit;

/// <summary>When the auditor is alarmed. Section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>
    /// Gets the different documents of AMBER or above that one actor may read within an hour, 1 to 1,000,000; 200 by default.
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "Audit:MassReading is 1 to 1000000: the documents that one actor may read within an hour.")]
    public int MassReading { get; init; } = AuditLimits.Default.MassReading;

    /// <summary>Gets the wrong keys that may come from one network within ten minutes, 1 to 1,000,000; 50 by default.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Audit:WrongKeys is 1 to 1000000: the wrong keys that may come from one network within ten minutes.")]
    public int WrongKeys { get; init; } = AuditLimits.Default.WrongKeys;

    /// <summary>The limits that a configuration sets.</summary>
    public static AuditLimits LimitsOf(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<AuditOptions>() ?? new AuditOptions();
        return new AuditLimits(options.MassReading, options.WrongKeys);
    }
}

[OptionsValidator]
internal sealed partial class AuditOptionsValidator : IValidateOptions<AuditOptions>;
