using Compounds.Grains;
using Compounds.Grains.Agencies;
using Compounds.Grains.Policy;
using Compounds.Grains.Replicas;
using Compounds.Grains.Sessions;
using Compounds.Ledger;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Architecture.Tests.Facts;

/// <summary>What a silo's copy holds is what the grain that writes holds, wherever the copy stopped reading on the way.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private const int MostFacts = 8;
    private const int Cases = 100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compounds-replicas-");
    private SqliteEventLog? _log;
    private int _streams;

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

    [Fact]
    public Task A_replica_of_the_register_holds_what_the_register_holds() => HoldsAsync(RegisterGrain.Folding, FoldingTests.RegisterFacts);

    [Fact]
    public Task A_replica_of_the_sessions_holds_what_the_list_of_sessions_holds() => HoldsAsync(SessionsGrain.Folding, FoldingTests.SessionFacts);

    [Fact]
    public Task A_replica_of_the_list_of_policy_actions_holds_what_the_list_holds() => HoldsAsync(PolicyDirectoryGrain.Folding, FoldingTests.PolicyListFacts);

    private Task HoldsAsync<TState, TFact>(Folding<TState, TFact> folding, Gen<TFact> fact)
        where TState : class => Gen.Select(fact, Gen.Bool).List[0, MostFacts].SampleAsync(
        async facts =>
        {
            var stream = $"case/{Interlocked.Increment(ref _streams)}";
            var replica = new Replica<TState>("case", stream, folding.Start(), folding.Replay, _log!, new FakeTimeProvider());
            var live = folding.Start();
            for (var i = 0; i < facts.Count; i++)
            {
                var (next, isRead) = facts[i];
                var place = new FactPlace(i + 1, Some.Noon.AddMinutes(i));
                Assert.True(await _log!.TryAppendAsync(stream, i, [folding.Codec.Write(next, place.RecordedAt)], CancellationToken.None));
                live = folding.Fold(live, next, place);
                if (isRead)
                    Assert.Equal(StateText.Of(live), StateText.Of(await replica.ReadAsync(CancellationToken.None)));
            }

            Assert.Equal(StateText.Of(live), StateText.Of(await replica.ReadAsync(CancellationToken.None)));
            Assert.Equal(facts.Count, replica.Version);
        },
        iter: Cases);
}
