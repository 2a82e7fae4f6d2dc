using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Registers how this server leaves.</summary>
internal static class DrainHosting
{
    public static void AddDrain(this IServiceCollection services)
    {
        services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DrainOptions>, DrainOptionsValidator>();
        services.AddSingleton<Drain>().AddHostedService(static provider => provider.GetRequiredService<Drain>());
        services.Configure<HostOptions>(static host => host.ShutdownTimeout = Deadlines.Drain);
    }
}
