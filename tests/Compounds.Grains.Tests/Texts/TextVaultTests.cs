using System.Text;
using Compounds.Grains.Texts;
using Compounds.Ledger;
using Compounds.Reports;

namespace Compounds.Grains.Tests.Texts;

/// <summary>A text is read under its key, by nothing else and nowhere else, and is gone when that is destroyed.</summary>
public sealed class TextVaultTests : IDisposable
{
    private static readonly Report s_report = new(
        new ReportKey("ngo", "r-1"), 1, DateTimeOffset.UnixEpoch, Grade.Parse("B2"), new(Readers.Tlp.Green, Readers.Pap.Green, []), false, [], "Seen at the gate: ရွှေကုက္ကို", "my",
        [new Link("A page", "https://example.org/a", null, null)], [new Attachment("list.xlsx", "application/vnd.ms-excel", new string('a', 64), 9)], []);

    private static readonly Report s_bare = s_report with { Narrative = null, Links = [], Attachments = [] };

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-texts-");
    private readonly List<SqliteTextKeys> _opened = [];

    public void Dispose()
    {
        foreach (var keys in _opened)
            keys.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_text_is_not_in_what_is_stored_and_is_read_again_with_the_keys()
    {
        var text = await SealAsync(Vault(TestTexts.Ring), s_report);
        Assert.DoesNotContain("gate", Encoding.UTF8.GetString(text.Content.Span), StringComparison.Ordinal);
        Assert.Equivalent(s_report, await OpenAsync(Vault(TestTexts.Ring), s_bare, text), strict: true);
    }

    [Fact]
    public async Task A_report_without_a_sealed_text_is_as_it_is()
    {
        var opened = await Vault(TestTexts.Ring).OpenAsync([(s_report, null), (s_bare, null)], default);
        Assert.Equal([s_report, s_bare], opened);
    }

    [Fact]
    public async Task The_text_of_one_report_does_not_pass_for_that_of_another_or_of_another_revision()
    {
        var vault = Vault(TestTexts.Ring);
        var text = await SealAsync(vault, s_report);
        await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(vault, s_bare with { Key = new ReportKey("ngo", "r-2") }, text));
        await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(vault, s_bare with { Revision = 2 }, text));
        var changed = text.Content.ToArray();
        changed[3] ^= 1;
        await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(vault, s_bare, text with { Content = changed }));
    }

    [Fact]
    public async Task A_destroyed_key_takes_its_own_text_along_and_no_other()
    {
        var (vault, batch) = (Vault(TestTexts.Ring), Vault(TestTexts.Ring).Make(3));
        await vault.KeepAsync(batch, default);
        Report[] reports = [.. Enumerable.Range(0, 3).Select(static i => s_report with { Key = new ReportKey("ngo", $"r-{i}") })];
        var texts = reports.Select((report, i) => (s_bare with { Key = report.Key }, (SealedText?)TextVault.Seal(batch, i, report))).ToArray();

        await vault.DestroyAsync([texts[1].Item2!.Key], default);
        Assert.Equal([true, false, true], (await Vault(TestTexts.Ring).OpenAsync(texts, default)).Select(static report => report is not null));
        await vault.DestroyAsync([texts[1].Item2!.Key, texts[0].Item2!.Key, texts[2].Item2!.Key, new TextKey(Guid.CreateVersion7(), 0)], default);
        Assert.All(await vault.OpenAsync(texts, default), Assert.Null);
        Assert.Null(await _opened[0].ReadAsync(batch.Id, default));
    }

    [Fact]
    public async Task Two_who_destroy_keys_of_one_batch_at_once_both_do()
    {
        var (one, other) = (Vault(TestTexts.Ring), Vault(TestTexts.Ring));
        var batch = one.Make(40);
        await one.KeepAsync(batch, default);
        var texts = Enumerable.Range(0, 40).Select(i => (s_bare, (SealedText?)TextVault.Seal(batch, i, s_report))).ToArray();
        await Task.WhenAll(texts.Select((text, i) => (i % 2 == 0 ? one : other).DestroyAsync([text.Item2!.Key], default)));
        Assert.All(await one.OpenAsync(texts, default), Assert.Null);
    }

    [Fact]
    public async Task A_former_key_of_the_deployment_opens_what_it_wrapped_and_without_it_the_start_is_refused()
    {
        byte[] former = [.. Enumerable.Repeat((byte)7, TextKeyRing.KeyBytes)], present = [.. Enumerable.Repeat((byte)9, TextKeyRing.KeyBytes)];
        var text = await SealAsync(Vault(new TextKeyRing([former])), s_report);
        var both = Vault(new TextKeyRing([present, former]));
        await both.CheckAsync(default);
        Assert.Equivalent(s_report, await OpenAsync(both, s_bare, text), strict: true);

        var alone = Vault(new TextKeyRing([present]));
        Assert.Contains("Texts:Keys", (await Assert.ThrowsAsync<LedgerUnavailableException>(() => alone.CheckAsync(default))).Message, StringComparison.Ordinal);
        Assert.Null(await OpenAsync(alone, s_bare, text));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => alone.DestroyAsync([text.Key], default));
        await SealAsync(both, s_report);
        await alone.CheckAsync(default);
    }

    [Fact]
    public async Task Keys_under_which_nothing_was_filed_are_forgotten()
    {
        var vault = Vault(TestTexts.Ring);
        var batch = vault.Make(2);
        await vault.KeepAsync(batch, default);
        await vault.ForgetAsync(batch, default);
        Assert.Null(await _opened[0].ReadAsync(batch.Id, default));
        await vault.ForgetAsync(vault.Make(1), default);
    }

    private static async Task<SealedText> SealAsync(TextVault vault, Report report)
    {
        var batch = vault.Make(1);
        await vault.KeepAsync(batch, default);
        return TextVault.Seal(batch, 0, report);
    }

    private static async Task<Report?> OpenAsync(TextVault vault, Report report, SealedText text) => (await vault.OpenAsync([(report, text)], default))[0];

    private TextVault Vault(TextKeyRing ring)
    {
        _opened.Add(TestTexts.Open(_folder.FullName));
        return new TextVault(_opened[^1], ring, TimeProvider.System);
    }
}
