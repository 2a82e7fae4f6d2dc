using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compounds.Driving;
using Compounds.EndToEnd.Tests.Cluster;
using Compounds.Grains.Agencies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Compounds.EndToEnd.Tests;

/// <summary>There is no door beside the door: what else a server listens on is for silos of its own deployment alone.</summary>
public sealed class DoorTests(SiloProcesses silos) : IClassFixture<SiloProcesses>
{
    /// <summary>Through an open gateway it takes less than a second.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task No_port_of_a_server_lets_a_program_call_grains()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ChildServer.StartAsync(folder);
        var ports = server.ListeningPorts();
        Assert.Contains(server.Address.Port, ports);
        Assert.Equal(2, ports.Count); // HTTP, and the silo that is alone
        foreach (var port in ports)
            Assert.False(await LetsCallAsync(port, "default"), $"Port {port} let a stranger read the register.");
        Assert.True(await RefusesAsync(ports.Single(port => port != server.Address.Port)));
    }

    [ClusterFact]
    public async Task No_port_of_a_silo_in_a_cluster_does_either()
    {
        var silo = await silos.FirstAsync();
        var ports = silo.ListeningPorts();
        int[] http = [silo.Address.Port, new Uri(silos.OperatorPage(silo)).Port];
        var between = Assert.Single(ports.Except(http));
        foreach (var port in ports)
            Assert.False(await LetsCallAsync(port, SiloProcesses.ClusterId), $"Port {port} let a stranger read the register.");
        Assert.True(await RefusesAsync(between));
    }

    // What a program of another user of the machine can do: it knows the public names of the grains, and no key.
    private static async Task<bool> LetsCallAsync(int port, string cluster)
    {
        using var program = new HostBuilder().ConfigureLogging(static logging => logging.ClearProviders()).UseOrleansClient(client => client
            .UseStaticClustering(new IPEndPoint(IPAddress.Loopback, port))
            .Configure<ConnectionOptions>(static options => options.OpenConnectionTimeout = s_patience)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, "compounds"))).Build();
        try
        {
            // A door that is none may say nothing at all.
            using var patience = new CancellationTokenSource(s_patience);
            await program.StartAsync(patience.Token);
            return (await program.Services.GetRequiredService<IClusterClient>().GetRegister().GetAsync()).Keys is not null;
        }
        catch (Exception refused) when (refused is OrleansException or TimeoutException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    // With a certificate of the right name but of another key. In TLS 1.3 a client hears that it was refused with the first answer.
    private static async Task<bool> RefusesAsync(int port)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=compounds-silo", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var forged = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        foreach (var certificates in (X509CertificateCollection[])[[], [forged]])
        {
            using var line = new TcpClient();
            await line.ConnectAsync(IPAddress.Loopback, port);
            await using var tls = new SslStream(line.GetStream());
            try
            {
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                {
                    TargetHost = "compounds-silo", ClientCertificates = certificates,
                    RemoteCertificateValidationCallback = static (_, shown, _, _) => shown is { Subject: "CN=compounds-silo" },
                });
                if (await tls.ReadAsync(new byte[1]) > 0)
                    return false;
            }
            catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
            {
                continue;
            }
        }

        return true;
    }
}
