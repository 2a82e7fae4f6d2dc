using Compounds.Grains.States;
using Compounds.Ledger;
using Orleans.Storage;

namespace Compounds.Grains.Tests.States;

/// <summary>States in the ledger's own file.</summary>
public sealed class SqliteGrainStorageTests : GrainStorageTests, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-states-");
    private SqliteEventLog? _log;

    protected override int Large => 5_000_000;

    protected override IGrainStorage Storage => new SqliteGrainStorage(GrainStates.Shortcuts, _log!.States);

    public Task InitializeAsync()
    {
        _log = SqliteEventLog.Open(Path.Combine(_folder.FullName, "ledger.db"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _log!.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
