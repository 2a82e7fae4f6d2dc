using Compounds.Grains.States;
using Compounds.Ledger;
using Orleans.Storage;

namespace Compounds.Grains.Tests.States;

/// <summary>States in the ledger's own file, as they are.</summary>
public sealed class SqliteGrainStorageTests : SqliteStorageTests
{
    protected override StateSeal? Seal => null;
}

/// <summary>States in the ledger's own file under the seal of the deployment.</summary>
public sealed class SealedGrainStorageTests : SqliteStorageTests
{
    private static readonly ProofKey s_key = ProofKey.Make();
    private static readonly GrainId s_grain = GrainId.Create("subject", "kk-park");

    protected override StateSeal? Seal { get; } = new(s_key);

    [Fact]
    public async Task A_state_that_somebody_replaced_is_as_good_as_none_and_is_written_over()
    {
        var mine = new KeptState { Format = "subject/1", Version = 3, Link = new byte[32], Body = "{}"u8.ToArray() };
        foreach (var isSealed in new[] { true, false })
        {
            await Storage.WriteStateAsync("kept", s_grain, new GrainState<KeptState>(mine) { ETag = (await ReadAsync()).ETag });
            Assert.Equal("subject/1", (await ReadAsync()).State!.Format);
            await ReplaceAsync(isSealed);
            var read = await ReadAsync();
            Assert.True(read.RecordExists);
            Assert.Equal("", read.State!.Format);
        }
    }

    [Fact]
    public void What_is_verified_is_what_is_sealed() => Assert.Equal(StateSeal.SealedPrefix, $"{GrainStates.Shortcuts}/");

    private async Task<GrainState<KeptState>> ReadAsync()
    {
        var state = new GrainState<KeptState>();
        await Storage.ReadStateAsync("kept", s_grain, state);
        return state;
    }

    /// <summary>Puts another state there: one without a seal, or one of another grain with its seal.</summary>
    private Task ReplaceAsync(bool isSealed)
    {
        var forged = "{\"format\":\"subject/1\",\"version\":3}\n{}"u8.ToArray();
        return OverwriteAsync($"{GrainStates.Shortcuts}/kept/{s_grain}", isSealed ? Seal!.Seal("shortcuts/kept/subject/other", forged) : forged);
    }
}

/// <summary>States in the ledger's own file.</summary>
public abstract class SqliteStorageTests : GrainStorageTests, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-states-");
    private SqliteEventLog? _log;

    protected override int Large => 5_000_000;

    protected override IGrainStorage Storage => new SqliteGrainStorage(GrainStates.Shortcuts, Log.States, Seal);

    /// <summary>The seal; null for none.</summary>
    protected abstract StateSeal? Seal { get; }

    /// <summary>The ledger.</summary>
    protected SqliteEventLog Log => _log!;

    /// <summary>Writes what a stranger does, who need not be told the tag.</summary>
    protected async Task OverwriteAsync(string key, byte[] stored) => Assert.NotNull(await Log.States.TryWriteAsync(key, Log.States.Read(key)!.Tag, stored));

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
