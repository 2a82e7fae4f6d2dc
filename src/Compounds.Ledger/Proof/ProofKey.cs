using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using System.Text;

namespace Compounds.Ledger;

/// <summary>The deployment's key (ECDSA, P-256): with its secret half checkpoints and facts are signed, with its public half anyone can check them.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ProofKey : IDisposable
{
    private const string OtherKey = "is not a key of a deployment: an ECDSA key on the curve P-256, as PEM";

    private readonly Lock _lock = new();
    private readonly CoseSigner _signer;

    private ProofKey(string pem)
    {
        Ecdsa = ECDsa.Create();
        Ecdsa.ImportFromPem(pem);
        IsSecret = pem.Contains("PRIVATE KEY", StringComparison.Ordinal);
        Id = SHA256.HashData(Ecdsa.ExportSubjectPublicKeyInfo());
        _signer = new CoseSigner(Ecdsa, HashAlgorithmName.SHA256, new CoseHeaderMap
        {
            { CoseHeaderLabel.ContentType, CoseHeaderValue.FromString("application/json") },
            { CoseHeaderLabel.KeyIdentifier, CoseHeaderValue.FromBytes(Id.Span) },
        });
    }

    /// <summary>Whether the secret half is there: without it nothing can be signed.</summary>
    public bool IsSecret { get; }

    /// <summary>SHA-256 of the public half, by which a signature names its key.</summary>
    public ReadOnlyMemory<byte> Id { get; }

    /// <summary>The public half as PEM.</summary>
    public string PublicPem => Ecdsa.ExportSubjectPublicKeyInfoPem();

    internal ECDsa Ecdsa { get; }

    /// <summary>Where the key of a ledger in a file is kept unless somebody says otherwise.</summary>
    public static string PathBeside(string ledger) => Path.ChangeExtension(Path.GetFullPath(ledger), ".proofkey");

    /// <summary>Makes a key.</summary>
    public static ProofKey Make() => new(NewPem());

    /// <summary>Reads the key of a deployment; makes it, in a file that only its owner may read, where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LedgerUnavailableException">The file cannot be read or made, or is no such key.</exception>
    public static ProofKey OpenOrMake(string path)
    {
        try
        {
            if (!File.Exists(path))
                Keep(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException($"The key {path} cannot be made: {failure.Message}", failure);
        }

        return OpenSecret(path);
    }

    /// <summary>Reads the key of a deployment.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LedgerUnavailableException">The file cannot be read, is no such key, or has its public half only.</exception>
    public static ProofKey OpenSecret(string path)
    {
        var key = Open(path);
        if (key.IsSecret)
            return key;
        key.Dispose();
        throw new LedgerUnavailableException($"{path} has the public half of a key only; put the file with the secret half there.");
    }

    /// <summary>Reads a key, or its public half alone.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LedgerUnavailableException">The file cannot be read, or is no such key.</exception>
    public static ProofKey Open(string path)
    {
        try
        {
            return OfPem(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException($"The key {path} cannot be read: {failure.Message}", failure);
        }
        catch (FormatException failure)
        {
            throw new LedgerUnavailableException($"{path} {failure.Message}.", failure);
        }
    }

    /// <summary>Reads a key, or its public half alone.</summary>
    /// <exception cref="FormatException">The text is no such key.</exception>
    public static ProofKey OfPem(string pem)
    {
        try
        {
            var key = new ProofKey(pem);
            if (key.Ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
                return key;
            key.Dispose();
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new FormatException(OtherKey, failure);
        }

        throw new FormatException(OtherKey);
    }

    /// <summary>Signs a checkpoint.</summary>
    /// <exception cref="InvalidOperationException">The secret half is not there.</exception>
    public SignedCheckpoint Sign(Checkpoint checkpoint)
    {
        ThrowIfPublic();
        lock (_lock)
            return SignedCheckpoint.Read(CoseSign1Message.SignEmbedded(checkpoint.Write(), _signer));
    }

    /// <summary>Signs a hash.</summary>
    /// <returns>64 bytes.</returns>
    /// <exception cref="InvalidOperationException">The secret half is not there.</exception>
    internal byte[] SignHash(byte[] hash)
    {
        ThrowIfPublic();
        lock (_lock)
            return Ecdsa.SignHash(hash);
    }

    /// <summary>Whether this key signed a hash.</summary>
    internal bool IsSigned(byte[] hash, byte[] signature)
    {
        lock (_lock)
            return Ecdsa.VerifyHash(hash, signature);
    }

    /// <summary>Derives another secret from this one.</summary>
    /// <param name="purpose">What it is for; each purpose has another.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="InvalidOperationException">The secret half is not there.</exception>
    public byte[] Derive(string purpose)
    {
        ThrowIfPublic();
        var secret = Ecdsa.ExportParameters(includePrivateParameters: true).D!;
        try
        {
            return HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Digest.Bytes, info: Encoding.UTF8.GetBytes(purpose));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Ecdsa.Dispose();

    private void ThrowIfPublic()
    {
        if (!IsSecret)
            throw new InvalidOperationException("Only the public half of the key is here.");
    }

    private static string NewPem()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return ecdsa.ExportPkcs8PrivateKeyPem() + "\n";
    }

    // Whole or not at all: a file that ends in the middle would be taken for a wrong key.
    private static void Keep(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var unfinished = path + ".new";
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(Encoding.ASCII.GetBytes(NewPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
    }
}
