using System.Net;
using System.Net.Sockets;
using Compounds.Grains;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Compounds.Server.Hosting;

/// <summary>Starts the silo: alone on loopback, or in the cluster that <c>Orleans:Clustering</c> names.</summary>
internal static class Cluster
{
    public static void AddSilo(this WebApplicationBuilder builder, Action<ISiloBuilder> addStates) => builder.UseOrleans(silo =>
    {
        addStates(silo);
        if (!builder.Configuration.GetSection("Orleans:Clustering").Exists())
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort);
        }

        // A traced call costs a tenth of intake, so calls carry traces only where they are exported.
        if (Telemetry.IsExported(builder.Configuration))
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
        silo.Services.AddFailuresBetweenSilos();
    });

    // Two silos on one machine must not meet by accident, so an embedded one takes ports that nobody has.
    private static (int Silo, int Gateway) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}
