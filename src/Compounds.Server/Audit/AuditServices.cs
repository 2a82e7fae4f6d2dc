using Compounds.Grains.Audit;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Audit;

/// <summary>Registers the audit.</summary>
internal static class AuditServices
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        builder.Services.AddAudit(AuditOptions.LimitsOf(builder.Configuration));
        builder.Services.AddSingleton<AuditTrail>().AddHostedService(static provider => provider.GetRequiredService<AuditTrail>());
    }
}
