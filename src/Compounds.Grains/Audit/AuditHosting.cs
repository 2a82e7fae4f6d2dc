using Compounds.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains.Audit;

/// <summary>Registers what the audit needs on a silo.</summary>
public static class AuditHosting
{
    /// <summary>Adds the limits of alarms, and their meter.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, AuditLimits limits) =>
        services.AddSingleton(limits).AddSingleton<AuditMeter>();
}
