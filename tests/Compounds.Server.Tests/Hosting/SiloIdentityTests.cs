using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compounds.Server.Hosting;

namespace Compounds.Server.Tests.Hosting;

/// <summary>Silos know each other by the deployment's key, and nothing else.</summary>
public class SiloIdentityTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];
    private static readonly byte[] s_former = [.. Enumerable.Range(32, 32).Select(static i => (byte)i)];

    [Fact]
    public void Two_silos_of_one_deployment_know_each_other() =>
        Assert.True(SiloIdentity.OfDeployment(new([s_key])).IsKnown(SiloIdentity.OfDeployment(new([s_key])).Own));

    [Fact]
    public void A_silo_of_another_deployment_is_a_stranger() =>
        Assert.False(SiloIdentity.OfDeployment(new([s_key])).IsKnown(SiloIdentity.OfDeployment(new([s_former])).Own));

    [Fact]
    public void A_silo_that_shows_a_former_key_is_let_in_while_that_key_is_named()
    {
        var former = SiloIdentity.OfDeployment(new([s_former])).Own;
        Assert.True(SiloIdentity.OfDeployment(new([s_key, s_former])).IsKnown(former));
        Assert.False(SiloIdentity.OfDeployment(new([s_key])).IsKnown(former));
    }

    [Fact]
    public void A_silo_that_is_alone_knows_itself_alone()
    {
        var alone = SiloIdentity.Alone();
        Assert.True(alone.IsKnown(alone.Own));
        Assert.False(alone.IsKnown(SiloIdentity.Alone().Own));
    }

    [Fact]
    public void No_certificate_is_a_stranger_and_so_is_one_of_the_same_name()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var forged = new CertificateRequest(SiloIdentity.OfDeployment(new([s_key])).Own.SubjectName, key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        Assert.False(SiloIdentity.OfDeployment(new([s_key])).IsKnown(forged));
        Assert.False(SiloIdentity.OfDeployment(new([s_key])).IsKnown(null));
    }

    [Fact]
    public async Task Its_certificate_serves_both_sides_of_a_connection()
    {
        var identity = SiloIdentity.OfDeployment(new([s_key]));
        var (near, far) = await LineAsync();
        await using var server = new SslStream(near);
        await using var client = new SslStream(far);
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = identity.Own, ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, shown, _, _) => identity.IsKnown(shown as X509Certificate2),
            }),
            client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "compounds-silo", ClientCertificates = [identity.Own],
                RemoteCertificateValidationCallback = (_, shown, _, _) => identity.IsKnown(shown as X509Certificate2),
            }));
        Assert.True(server.IsMutuallyAuthenticated);
    }

    private static async Task<(Stream Near, Stream Far)> LineAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var far = new TcpClient();
        await far.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        return ((await listener.AcceptTcpClientAsync()).GetStream(), far.GetStream());
    }
}
