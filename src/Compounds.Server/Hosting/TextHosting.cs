using Compounds.Grains.Texts;
using Compounds.Ledger;
using Compounds.Server.Cursors;

namespace Compounds.Server.Hosting;

/// <summary>Opens the keys of reports' texts, which are kept apart from the ledger.</summary>
internal static class TextHosting
{
    /// <summary>Opens the keys and tries the deployment's key on them.</summary>
    /// <returns>The deployment's keys.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting cannot be right.</exception>
    /// <exception cref="LedgerUnavailableException">The store cannot be opened, or its keys were wrapped under another key.</exception>
    public static async Task<TextKeyRing> AddTextsAsync(this WebApplicationBuilder builder)
    {
        var (options, given) = (LedgerOptions.Of(builder.Configuration), TextOptions.KeysOf(builder.Configuration));
        var keys = await OpenAsync(options);
        var own = await keys.OwnKeyAsync(isMade: given.Count == 0, CancellationToken.None);
        var ring = new TextKeyRing([.. given, .. own is null ? [] : new[] { own }]);
        var vault = new TextVault(keys, ring, TimeProvider.System);
        await vault.CheckAsync(CancellationToken.None);
        builder.Services.AddSingleton(_ => keys).AddSingleton(vault).AddSingleton(new CursorSeal(ring.Derive(CursorSeal.Purpose)));
        return ring;
    }

    private static async Task<ITextKeys> OpenAsync(LedgerOptions options)
    {
        if (options.IsShared)
            return await BlobTextKeys.OpenAsync(StorageAccount.Of(options).Blobs, options.TableName, CancellationToken.None);
        var ledger = Path.GetFullPath(options.Path);
        return SqliteTextKeys.Open(Path.ChangeExtension(ledger, ".texts.db"), Path.ChangeExtension(ledger, ".textkey"));
    }
}
