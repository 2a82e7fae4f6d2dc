using System.Diagnostics.Metrics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Compounds.Grains.Inbox;
using Compounds.Grains.Reminders;
using Compounds.Grains.Shards;
using Compounds.Grains.States;
using Compounds.Ledger;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Opens the ledger that the configuration names, before anything that needs it starts, and says what a silo keeps beside it.</summary>
internal static partial class LedgerHosting
{
    /// <summary>Opens the ledger.</summary>
    /// <returns>What adds to a silo the stores beside the ledger: for states, reminders and, where silos share it, members.</returns>
    /// <exception cref="OptionsValidationException">A setting cannot be right.</exception>
    /// <exception cref="LedgerUnavailableException">The store cannot be opened.</exception>
    public static async Task<Action<ISiloBuilder>> AddLedgerAsync(this WebApplicationBuilder builder)
    {
        var (options, proof) = (LedgerOptions.Of(builder.Configuration), ProofOptions.Of(builder.Configuration));
        proof.Check(options);
        builder.Services.AddSingleton<ProofMeter>();
        var keys = proof.OpenKeys(options);
        if (options.IsShared)
        {
            var (log, addStores) = await OpenAzureAsync(options);
            await ProofHosting.ThrowIfForgedAsync(log, keys);
            builder.Services.AddSingleton(_ => log).AddSingleton(DeliveryRoom.OfAccount)
                .AddMeasured(provider => keys.Count == 0 ? provider.GetSharedLog() : new SignedLog(provider.GetSharedLog(), keys));
            return addStores;
        }

        var (file, clock) = await OpenFileAsync(options, (opened, time) => builder.AddProofAsync(opened, time, proof, keys));
        // Registered through factories, so that the container closes the file last, after the silo has stopped writing.
        builder.Services.AddSingleton(_ => file).AddSingleton(_ => clock).AddSingleton(DeliveryRoom.OfDisk)
            .AddMeasured(provider => new SignedLog(
                new ClockedLog(provider.GetRequiredService<SqliteEventLog>(), provider.GetRequiredService<LedgerClock>()), keys));
        var seal = new StateSeal(keys[0]);
        return silo => silo.AddSqliteStates(file.States, seal).UseSqliteReminders(file.Reminders);
    }

    private static void AddMeasured(this IServiceCollection services, Func<IServiceProvider, IEventLog> log) =>
        services.AddSingleton<IEventLog>(provider => new MeteredLog(
            log(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IMeterFactory>()));

    private static async Task<(SqliteEventLog File, LedgerClock Clock)> OpenFileAsync(
        LedgerOptions options, Func<SqliteEventLog, LedgerClock, Task> check)
    {
        var file = SqliteEventLog.Open(options.Path);
        try
        {
            var clock = new LedgerClock(TimeProvider.System, () => file.LastRecordedAt, options.AcceptClockBehind);
            clock.ThrowIfBehind();
            await check(file, clock);
            return (file, clock);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says in the log what could not be read of the ledger's own.</summary>
    public static void TellLogDamage(this WebApplication app)
    {
        if (app.Services.GetService<SqliteEventLog>()?.LogDamage is { } damage)
            LogDamaged(app.Logger, damage.Sentence);
    }

    [LoggerMessage(1, LogLevel.Error, "{Sentence}")]
    private static partial void LogDamaged(ILogger logger, string sentence);

    private static async Task<(AzureBlobLog Log, Action<ISiloBuilder> AddStores)> OpenAzureAsync(LedgerOptions options)
    {
        var (tables, blobs) = StorageAccount.Of(options);
        // Azurite takes a path that begins with the account's name for one that names the account twice, and answers that the table is missing.
        if (options.Tables.Contains(tables.AccountName))
            throw Wrong($"Ledger:TableName '{options.TableName}' gives a table the name of the storage account; choose another name.");
        return (await OpenLogAsync(tables, blobs, options.TableName), silo => silo
            .PlaceGrainsAtTheirLog()
            .AddAzureStates(tables, blobs, options.TableName)
            .UseAzureStorageClustering(members => (members.TableServiceClient, members.TableName) = (tables, options.MembershipTable))
            .UseAzureTableReminderService(reminders => reminders.Configure(table =>
                (table.TableServiceClient, table.TableName) = (tables, options.ReminderTable))));
    }

    // An earlier version kept the ledger in a table. Beginning an empty one beside it would look as if all were lost.
    private static async Task<AzureBlobLog> OpenLogAsync(TableServiceClient tables, BlobServiceClient blobs, string name)
    {
        if (await AzureBlobLog.OpenExistingAsync(blobs, name, CancellationToken.None) is { } log)
            return log;
        if (await AzureTableLog.OpenExistingAsync(tables, name, CancellationToken.None) is { } former
            && await former.ListStreamsAsync(string.Empty, CancellationToken.None).AnyAsync())
        {
            throw new LedgerUnavailableException(
                $"The ledger '{name}' is in a table, as an earlier version kept it. Copy it, then start again: " +
                $"compounds ledger copy --azure-table \"$CONNECTION\" --name {name} --to-azure \"$CONNECTION\" --to-name {name}");
        }

        return await AzureBlobLog.OpenAsync(blobs, name, CancellationToken.None);
    }

    private static OptionsValidationException Wrong(string sentence) => new(LedgerOptions.Section, typeof(LedgerOptions), [sentence]);
}
