using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Compounds.Ledger;
using Orleans.Runtime.Hosting;

namespace Compounds.Grains.States;

/// <summary>Where grains keep what is no fact. The names are part of what is stored.</summary>
public static class GrainStates
{
    /// <summary>Shortcuts: what the ledger would give again at a price. May be deleted at any time.</summary>
    public const string Shortcuts = "shortcuts";

    /// <summary>Preferences: what people set for themselves, small, and no evidence.</summary>
    public const string Preferences = "preferences";

    /// <summary>Keeps both in the ledger's own file.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="states">The states of the file.</param>
    /// <param name="seal">Seals shortcuts, so that nobody else's is taken for the sum of the facts; null leaves them open.</param>
    public static ISiloBuilder AddSqliteStates(this ISiloBuilder silo, SqliteStates states, StateSeal? seal = null)
    {
        silo.Services.AddGrainStorage(Shortcuts, (_, name) => new SqliteGrainStorage(name, states, seal));
        silo.Services.AddGrainStorage(Preferences, (_, name) => new SqliteGrainStorage(name, states));
        return silo;
    }

    /// <summary>Keeps shortcuts as blobs and preferences as rows of a table, in the storage account of the ledger.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="tables">The table service.</param>
    /// <param name="blobs">The blob service.</param>
    /// <param name="name">The name of the ledger's table; that of the container and of the table for preferences begin with it.</param>
    public static ISiloBuilder AddAzureStates(this ISiloBuilder silo, TableServiceClient tables, BlobServiceClient blobs, string name) => silo
        .AddAzureBlobGrainStorage(Shortcuts, options =>
        {
            options.BlobServiceClient = blobs;
            options.ContainerName = $"{name}-{Shortcuts}";
            options.GrainStorageSerializer = new KeptStateSerializer();
        })
        .AddAzureTableGrainStorage(Preferences, options =>
        {
            options.TableServiceClient = tables;
            options.TableName = $"{name}{Preferences}";
            options.GrainStorageSerializer = new KeptStateSerializer();
            options.DeleteStateOnClear = true;
        });
}
