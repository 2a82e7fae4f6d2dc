using Compounds.Agencies;
using Compounds.Grains.Agencies;
using Compounds.Grains.Replicas;
using Compounds.Grains.Tests.Faults;
using Compounds.Ledger;
using Compounds.Readers;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Grains.Tests.Replicas;

/// <summary>How old what a replica answers may be, and what it does when the ledger cannot be read.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private const string Stream = "register/task-force";

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-replica-");
    private readonly FakeTimeProvider _clock = new(GrainCluster.Noon);
    private SqliteEventLog? _file;
    private FaultyLog? _log;
    private Replica<Register>? _replica;

    public Task InitializeAsync()
    {
        _file = SqliteEventLog.Open(Path.Combine(_folder.FullName, "ledger.db"));
        _log = new FaultyLog(_file);
        _replica = new Replica<Register>("register", Stream, Register.Empty, RegisterGrain.Folding.Replay, _log, _clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _file!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Within_the_bound_nothing_is_read_and_beyond_it_everything_is()
    {
        Assert.Null(_replica!.Age);
        Assert.Empty((await GetAsync()).Agencies);
        await WriteAsync(0, "pea");
        _clock.Advance(Staleness.Bound);
        Assert.Empty((await GetAsync()).Agencies);
        Assert.Equal(Staleness.Bound, _replica.Age);

        _clock.Advance(s_moment);
        Assert.Equal(["pea"], (await GetAsync()).Agencies.Keys);
        Assert.Equal(TimeSpan.Zero, _replica.Age);
    }

    [Fact]
    public async Task What_was_written_here_is_read_here_within_the_bound_too()
    {
        await GetAsync();
        await WriteAsync(0, "pea");
        _replica!.Outdate();
        Assert.Equal(["pea"], (await GetAsync()).Agencies.Keys);
    }

    [Fact]
    public async Task A_write_during_a_reading_is_read_by_the_next_one()
    {
        var answer = _log!.HangOnce(Stream);
        var first = _replica!.ReadAsync(CancellationToken.None);
        await answer.Begun.WaitAsync(FaultCluster.Patience);
        await WriteAsync(0, "pea");
        var second = _replica.ReadAsync(CancellationToken.None);
        answer.GoOn();
        Assert.Empty((await first).Agencies);
        Assert.Equal(["pea"], (await second).Agencies.Keys);

        answer = _log.HangOnce(Stream);
        first = _replica.ReadAsync(CancellationToken.None);
        await answer.Begun.WaitAsync(FaultCluster.Patience);
        await WriteAsync(1, "army");
        _replica.Outdate();
        answer.GoOn();
        await first;
        Assert.Equal(["army", "pea"], (await GetAsync()).Agencies.Keys);
    }

    [Fact]
    public async Task Beyond_the_bound_a_ledger_that_fails_is_told_and_nothing_old_is_answered()
    {
        await WriteAsync(0, "pea");
        await GetAsync();
        _log!.OnRead = static _ => 0;
        await WriteAsync(1, "army");
        _clock.Advance(Staleness.Bound);
        Assert.Equal(["pea"], (await GetAsync()).Agencies.Keys);
        _clock.Advance(s_moment);
        await Assert.ThrowsAsync<LedgerUnavailableException>(GetAsync);

        _log.Heal();
        Assert.Equal(["army", "pea"], (await GetAsync()).Agencies.Keys);
    }

    [Fact]
    public async Task Beyond_the_bound_a_ledger_that_hangs_is_told_within_two_seconds()
    {
        await GetAsync();
        _clock.Advance(Staleness.Bound + s_moment);
        var answer = _log!.HangOnce(Stream);
        var asked = GetAsync();
        await answer.Begun.WaitAsync(FaultCluster.Patience);
        _clock.Advance(Staleness.Patience - s_moment);
        Assert.False(asked.IsCompleted);
        _clock.Advance(s_moment);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => asked.WaitAsync(FaultCluster.Patience));

        answer.GoOn();
        Assert.Empty((await GetAsync()).Agencies);
    }

    private Task<Register> GetAsync() => _replica!.GetAsync(CancellationToken.None).AsTask();

    private async Task WriteAsync(long version, string agency) => Assert.True(await _log!.TryAppendAsync(
        Stream, version, [RegisterGrain.Folding.Codec.Write(new AgencyRegistered(new Agency(agency, "An agency", Tlp.Amber, 'B', null)), _clock.GetUtcNow())], CancellationToken.None));
}
