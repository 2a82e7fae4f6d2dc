using System.Globalization;
using System.Numerics;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compounds.Grains.Texts;
using Orleans.Connections.Security;

namespace Compounds.Server.Hosting;

/// <summary>
/// By what silos of one deployment know each other: a key pair that each of them derives from the deployment's key. Both sides of a
/// connection show a certificate of it, and whatever shows another one, or none, is refused before it says a word.
/// </summary>
/// <remarks>
/// Nothing has to be handed out: whoever holds the deployment's key opens the store anyway. The public key alone is looked at; name and
/// dates of the certificate say nothing.
/// </remarks>
internal sealed class SiloIdentity
{
    private const string Name = "CN=compounds-silo";

    // Twice the bits of the order, so that no scalar is likelier than another.
    private const int ScalarBytes = 64;

    private static readonly BigInteger s_order = BigInteger.Parse(
        "00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private readonly byte[][] _known;

    private SiloIdentity(IReadOnlyList<ECDsa> keys)
    {
        _known = [.. keys.Select(static key => key.ExportSubjectPublicKeyInfo())];
        Own = CertificateOf(keys[0]);
    }

    /// <summary>Gets the certificate that this silo shows.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>The identity of a cluster.</summary>
    /// <param name="ring">The deployment's keys; silos that show a former one are let in.</param>
    public static SiloIdentity OfDeployment(TextKeyRing ring) => new([.. ring.Derive("compounds silo identity", ScalarBytes).Select(KeyOf)]);

    /// <summary>The identity of a silo that is alone: it is nowhere else, so that nothing can join.</summary>
    public static SiloIdentity Alone() => OfDeployment(new([RandomNumberGenerator.GetBytes(TextKeyRing.KeyBytes)]));

    /// <summary>Asks both sides of every connection between silos for it.</summary>
    public void Guard(ISiloBuilder silo) => silo.UseTls(Own, tls =>
    {
        tls.SslProtocols = SslProtocols.None; // as the system has it
        tls.RemoteCertificateMode = tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, _, _) => IsKnown(certificate);
        tls.OnAuthenticateAsClient = static (_, client) => client.TargetHost = "compounds-silo";
    });

    /// <summary>Whether a certificate is of this deployment.</summary>
    public bool IsKnown(X509Certificate2? certificate)
    {
        var shown = certificate?.PublicKey.ExportSubjectPublicKeyInfo();
        return shown is not null && _known.Any(known => CryptographicOperations.FixedTimeEquals(known, shown));
    }

    private static ECDsa KeyOf(byte[] bytes)
    {
        var scalar = (new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % (s_order - 1)) + 1;
        var d = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = [.. new byte[32 - d.Length], .. d] });
    }

    private static X509Certificate2 CertificateOf(ECDsa key)
    {
        var request = new CertificateRequest(Name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        // Read once more, because not every platform serves TLS with a key that was never written.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
