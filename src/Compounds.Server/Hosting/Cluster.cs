using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Compounds.Server.Hosting;

/// <summary>Starts the silo: alone on loopback, or in the cluster that <c>Orleans:Clustering</c> names.</summary>
internal static class Cluster
{
    public static void AddSilo(this WebApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        if (!builder.Configuration.GetSection("Orleans:Clustering").Exists())
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort);
        }

        // A traced call costs a tenth of intake, so calls carry traces only where they are exported.
        if (Telemetry.IsExported(builder.Configuration))
            silo.AddActivityPropagation();
        silo.AddDashboard(static dashboard => dashboard.HideTrace = true);
        silo.Configure<SiloMessagingOptions>(static messaging => messaging.CancelRequestOnTimeout = true);
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
