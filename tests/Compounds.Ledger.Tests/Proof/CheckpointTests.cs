using System.Security.Cryptography;
using System.Text;

namespace Compounds.Ledger.Tests.Proof;

public sealed class CheckpointTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly LedgerDirectory _directory = new();
    private readonly ProofKey _key = ProofKey.Make();

    private string Path => _directory.Ledger + ".checkpoints";

    public void Dispose()
    {
        _directory.Dispose();
        _key.Dispose();
    }

    [Fact]
    public void A_checkpoint_is_read_as_it_was_written()
    {
        var read = Checkpoint.Read(Made(7).Write());
        Assert.Equal((7, Some.Noon, 3, true), (read.Number, read.Time, read.Streams, read.IsStart));
        Assert.Equal([4, 5], read.End.Rows);
        Assert.Equal(Made(7).Root.ToArray(), read.Root.ToArray());
        Assert.Equal(Made(7).Previous.ToArray(), read.Previous.ToArray());
    }

    [Fact]
    public void A_stored_form_stays_readable()
    {
        const string Stored = """
            {"form":1,"number":7,"time":"2025-06-01T12:00:00.0000000Z","store":"5e","rows":[4,5],"streams":3,"root":"
            """;
        var text = Stored.TrimEnd() + new string('a', 64) + "\",\"previous\":\"" + new string('0', 64) + "\",\"start\":false}";
        Assert.Equal(text, Encoding.UTF8.GetString(Checkpoint.Read(Encoding.UTF8.GetBytes(text)).Write()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"form":2}""")]
    [InlineData("""{"form":1,"number":1,"time":"noon","store":"","rows":[],"streams":0,"root":"","previous":""}""")]
    public void What_is_no_checkpoint_is_refused(string text) => Assert.Throws<InvalidDataException>(() => Checkpoint.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_signature_is_checked_with_the_public_half_alone_and_by_no_other_key()
    {
        using var stranger = ProofKey.OfPem(_key.PublicPem);
        using var other = ProofKey.Make();
        var signed = SignedCheckpoint.Read(_key.Sign(Made(1)).Bytes.ToArray());
        Assert.False(stranger.IsSecret);
        Assert.True(signed.IsSignedBy(stranger));
        Assert.True(signed.IsSignedBy(other, stranger));
        Assert.False(signed.IsSignedBy(other));
        Assert.Throws<InvalidOperationException>(() => stranger.Sign(Made(1)));
        Assert.Throws<InvalidOperationException>(() => stranger.Derive("folds"));
    }

    [Fact]
    public void No_byte_of_a_signed_checkpoint_can_be_another()
    {
        var signed = _key.Sign(Made(1)).Bytes.ToArray();
        for (var at = 0; at < signed.Length; at++)
        {
            var changed = signed.ToArray();
            changed[at] ^= 1;
            Assert.False(IsSigned(changed), $"byte {at}");
        }

        bool IsSigned(byte[] bytes)
        {
            try
            {
                return SignedCheckpoint.Read(bytes).IsSignedBy(_key);
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void A_key_is_made_once_for_its_owner_alone_and_read_again()
    {
        var path = _directory.Ledger + ".proofkey";
        using var made = ProofKey.OpenOrMake(path);
        using var read = ProofKey.OpenOrMake(path);
        Assert.Equal(made.PublicPem, read.PublicPem);
        Assert.Equal(made.Derive("folds"), read.Derive("folds"));
        Assert.NotEqual(made.Derive("folds"), made.Derive("texts"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void What_is_no_key_is_refused_in_one_sentence()
    {
        File.WriteAllText(Path, "secret");
        Assert.EndsWith("is not a key of a deployment: an ECDSA key on the curve P-256, as PEM.", Assert.Throws<LedgerUnavailableException>(() => ProofKey.Open(Path)).Message, StringComparison.Ordinal);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(Path, other.ExportPkcs8PrivateKeyPem());
        Assert.Throws<LedgerUnavailableException>(() => ProofKey.OpenOrMake(Path));
        File.WriteAllText(Path, _key.PublicPem);
        Assert.Contains("public half", Assert.Throws<LedgerUnavailableException>(() => ProofKey.OpenOrMake(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_gives_checkpoints_back_in_their_order()
    {
        var witness = new FileWitness(Path);
        Assert.Null(await witness.ReadLastAsync(None));
        Assert.Empty(await witness.ReadAsync(None).ToListAsync());
        for (var number = 1; number <= 60; number++)
        {
            await witness.KeepAsync(_key.Sign(Made(number)), None);
            Assert.Equal(number, (await witness.ReadLastAsync(None))!.Content.Number);
        }

        Assert.Equal(Enumerable.Range(1, 60).Select(static number => (long)number), (await witness.ReadAsync(None).ToListAsync()).Select(static each => each.Content.Number));
    }

    [Fact]
    public async Task A_line_that_was_cut_off_is_left_out_and_the_next_one_is_whole()
    {
        var witness = new FileWitness(Path);
        await witness.KeepAsync(_key.Sign(Made(1)), None);
        await File.AppendAllTextAsync(Path, "0oRDoQ");
        Assert.Equal(1, (await witness.ReadLastAsync(None))!.Content.Number);
        await witness.KeepAsync(_key.Sign(Made(2)), None);
        Assert.Equal([1, 2], (await witness.ReadAsync(None).ToListAsync()).Select(static each => each.Content.Number));
    }

    [Fact]
    public async Task A_file_of_something_else_is_not_taken_for_an_empty_one()
    {
        await File.WriteAllTextAsync(Path, "notes\n");
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => new FileWitness(Path).ReadLastAsync(None));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => new FileWitness(System.IO.Path.GetTempPath()).KeepAsync(_key.Sign(Made(1)), None));
    }

    private static Checkpoint Made(long number) =>
        new(number, Some.Noon, new StoreEnd("5e", [4, 5]), 3, SHA256.HashData([(byte)number]), SHA256.HashData([(byte)(number - 1)]), IsStart: true);
}
