using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Compounds.Grains.States;
using Compounds.Ledger;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Opens the ledger that the configuration names, before anything that needs it starts, and says where grains keep what is no fact.</summary>
internal static class LedgerHosting
{
    /// <summary>Opens the ledger.</summary>
    /// <returns>What adds its store for states to a silo.</returns>
    public static async Task<Action<ISiloBuilder>> AddLedgerAsync(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(LedgerOptions.Section).Get<LedgerOptions>() ?? new LedgerOptions();
        if (new LedgerOptionsValidator().Validate(null, options) is { Failed: true } wrong)
            throw new OptionsValidationException(LedgerOptions.Section, typeof(LedgerOptions), wrong.Failures);
        var (log, addStates) = await OpenAsync(options);
        // Registered through a factory, so that the container closes it last, after the silo has stopped writing.
        builder.Services.AddSingleton(_ => log);
        return addStates;
    }

    private static async Task<(IEventLog Log, Action<ISiloBuilder> AddStates)> OpenAsync(LedgerOptions options)
    {
        if (options.Provider is "azure")
            return await OpenAzureAsync(options);
        var path = Path.GetFullPath(options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var log = SqliteEventLog.Open(path);
        return (log, silo => silo.AddSqliteStates(log.States));
    }

    private static async Task<(IEventLog Log, Action<ISiloBuilder> AddStates)> OpenAzureAsync(LedgerOptions options)
    {
        if (options.ConnectionString is not { Length: > 0 } connection)
            throw Wrong("Ledger:ConnectionString is needed with Ledger:Provider=azure; give it in the environment as Ledger__ConnectionString.");
        var tables = new TableServiceClient(connection, Limited(new TableClientOptions()));
        // Azurite takes a path that begins with the account's name for one that names the account twice, and answers that the table is missing.
        if (tables.AccountName == options.TableName)
            throw Wrong($"Ledger:TableName '{options.TableName}' is also the name of the storage account; give the table another name.");
        var blobs = new BlobServiceClient(connection, Limited(new BlobClientOptions()));
        return (await AzureEventLog.OpenAsync(tables, options.TableName, CancellationToken.None), silo => silo.AddAzureStates(tables, blobs, options.TableName));
    }

    /// <summary>A connection that hangs must not hold up a shard for as long as the SDK waits by default, which is minutes.</summary>
    private static T Limited<T>(T options)
        where T : ClientOptions
    {
        (options.Retry.NetworkTimeout, options.Retry.MaxRetries, options.Retry.MaxDelay) = (Deadlines.StoreTry, Deadlines.StoreRetries, TimeSpan.FromSeconds(1));
        return options;
    }

    private static OptionsValidationException Wrong(string sentence) => new(LedgerOptions.Section, typeof(LedgerOptions), [sentence]);
}
