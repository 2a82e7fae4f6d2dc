using System.Net;
using System.Net.Sockets;
using Compounds.Grains;
using Compounds.Grains.Callers;
using Compounds.Grains.Pulses;
using Compounds.Grains.Texts;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Compounds.Server.Hosting;

/// <summary>Starts the silo: alone on loopback beside a ledger in a file, in the cluster of its storage account otherwise.</summary>
internal static class Cluster
{
    /// <summary>Part of the names under which Orleans stores anything, so it is the same in every deployment, for ever.</summary>
    private const string ServiceId = "compounds";

    /// <summary>The port of the door for programs that are no silos: there are none.</summary>
    private const int NoGateway = 0;

    /// <summary>Adds the silo.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="addStores">Adds what the silo keeps beside the ledger.</param>
    /// <param name="ring">The deployment's keys.</param>
    /// <exception cref="OptionsValidationException">A setting of Orleans names something that is not used here.</exception>
    public static void AddSilo(this WebApplicationBuilder builder, Action<ISiloBuilder> addStores, TextKeyRing ring)
    {
        Check(builder.Configuration);
        var kubernetes = Kubernetes.IsHost(builder.Configuration);
        builder.UseOrleans(silo =>
        {
            addStores(silo);
            if (LedgerOptions.Of(builder.Configuration).IsShared)
                SiloIdentity.OfDeployment(ring).Guard(silo);
            else
                StandAlone(silo);
            if (kubernetes)
                silo.UseKubernetesHosting();
            silo.Configure<ClusterOptions>(static cluster => cluster.ServiceId = ServiceId);
            silo.Configure<EndpointOptions>(static endpoints => endpoints.GatewayPort = NoGateway);
            silo.AddCallers(new CallerSeal(ring.Derive(CallerSeal.Purpose)));
            Configure(silo, builder.Configuration);
        });
    }

    private static void Check(ConfigurationManager configuration)
    {
        foreach (var section in (string[])["Orleans:Clustering", "Orleans:Reminders"])
        {
            if (configuration.GetSection(section).Exists())
            {
                throw Wrong(
                    $"{section} names '{configuration[section + ":ProviderType"]}', but members and reminders are kept where the ledger is; " +
                    $"remove {section}, and for several silos set Ledger:Provider=azure with the storage account.");
            }
        }

        if (configuration["Orleans:Endpoints:GatewayPort"] is not (null or "0"))
            throw Wrong("Orleans:Endpoints:GatewayPort opens a door for programs that are no silos, and there are none; remove it.");
        if (configuration["Orleans:ServiceId"] is { } other && other != ServiceId)
        {
            throw Wrong(
                $"Orleans:ServiceId is '{other}', but it is part of stored names and the same everywhere: " +
                $"remove it or set it to {ServiceId}; Orleans:ClusterId tells clusters apart.");
        }
    }

    private static OptionsValidationException Wrong(string sentence) => new("Orleans", typeof(ClusterOptions), [sentence]);

    private static void StandAlone(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(FreePort(), NoGateway);
        SiloIdentity.Alone().Guard(silo);
    }

    private static void Configure(ISiloBuilder silo, IConfiguration configuration)
    {
        // A traced call costs a tenth of intake, so calls carry traces only where they are exported.
        if (Telemetry.IsExported(configuration))
            silo.AddActivityPropagation();
        silo.AddDashboard(static dashboard => dashboard.HideTrace = true);
        silo.Configure<SiloMessagingOptions>(static messaging => (messaging.CancelRequestOnTimeout, messaging.ResponseTimeout) = (true, Deadlines.Call));
        // Ten seconds without an answer to a probe, or any other message, and a silo is suspected: one that was paused for fifteen is declared
        // dead, and ends itself when it wakes.
        silo.Configure<ClusterMembershipOptions>(static membership =>
        {
            membership.ProbeTimeout = membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 5;
            membership.EnableConnectionLivenessCheck = true;
        });
        silo.AddPulses();
        silo.Services.AddFailuresBetweenSilos();
    }

    // Two silos on one machine must not meet by accident, so an embedded one takes a port that nobody has.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
