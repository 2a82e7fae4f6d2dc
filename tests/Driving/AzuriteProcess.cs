using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Compounds.Driving;

/// <summary>One storage emulator, in memory, for the tests of a collection.</summary>
public sealed class AzuriteProcess : IAsyncLifetime
{
    private Azurite? _azurite;

    /// <summary>Why Azurite cannot run here; null when it can.</summary>
    public static string? WhyItCannotRun => Azurite.WhyItCannotRun;

    /// <summary>What a server is given to reach it.</summary>
    public string ConnectionString => _azurite?.ConnectionString ?? throw new InvalidOperationException("Azurite does not run yet.");

    public TableServiceClient Tables(TableClientOptions? options = null) => new(ConnectionString, options);

    public BlobServiceClient Blobs(BlobClientOptions? options = null) => new(ConnectionString, options);

    public async Task InitializeAsync()
    {
        if (WhyItCannotRun is null)
            _azurite = await Azurite.StartAsync(folder: null);
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }
}
