using Compounds.Driving;
using Compounds.Grains.States;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Compounds.Grains.Tests.States;

/// <summary>A silo whose states are kept in the storage emulator.</summary>
public sealed class AzureStates : IAsyncLifetime
{
    private readonly AzuriteProcess _azurite = new();
    private InProcessTestCluster? _cluster;

    /// <summary>The storage of a name.</summary>
    public IGrainStorage Storage(string name) => _cluster!.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredKeyedService<IGrainStorage>(name);

    public async Task InitializeAsync()
    {
        if (AzuriteProcess.WhyItCannotRun is not null)
            return;
        await _azurite.InitializeAsync();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddAzureStates(_azurite.Tables(), _azurite.Blobs(), "compounds"));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}

[CollectionDefinition(nameof(AzureStates))]
public sealed class AzureStatesCollection : ICollectionFixture<AzureStates>;

/// <summary>Shortcuts: blobs.</summary>
[RequiresAzurite]
[Collection(nameof(AzureStates))]
public sealed class AzureBlobStorageTests(AzureStates states) : GrainStorageTests
{
    protected override int Large => 5_000_000;

    protected override IGrainStorage Storage => states.Storage(GrainStates.Shortcuts);
}

/// <summary>Preferences: rows of a table, which hold less than a megabyte.</summary>
[RequiresAzurite]
[Collection(nameof(AzureStates))]
public sealed class AzureTableStorageTests(AzureStates states) : GrainStorageTests
{
    protected override int Large => 700_000;

    protected override IGrainStorage Storage => states.Storage(GrainStates.Preferences);
}
