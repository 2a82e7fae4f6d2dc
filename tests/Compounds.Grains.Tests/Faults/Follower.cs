using Compounds.Assessments;
using Compounds.Grains.Catalog;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Tests.Faults;

/// <summary>A reader who follows the catalogue as a live feed does, whatever fails: he hears each change once and in order, or is told to read everything.</summary>
internal sealed class Follower(Reader reader)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CatalogPosition> _positions = CatalogShard.Keys.ToDictionary(static shard => shard, static _ => CatalogPosition.Start, StringComparer.Ordinal);
    private readonly Dictionary<SubjectId, int> _known = [];
    private readonly Dictionary<SubjectId, int> _heard = [];
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<Task> _end = static () => Task.CompletedTask;

    /// <summary>Begins to follow the grains of a cluster, from where he was.</summary>
    public void Start(IGrainFactory grains)
    {
        var stop = new CancellationTokenSource();
        var following = Task.WhenAll(CatalogShard.Keys.Select(shard => FollowAsync(grains.GetGrain<ICatalogGrain>(shard), shard, stop.Token)));
        _end = async () =>
        {
            await stop.CancelAsync();
            await following;
            stop.Dispose();
        };
    }

    /// <summary>Ends before the cluster does.</summary>
    public Task StopAsync() => _end();

    /// <summary>Waits until he knows of each subject the change that its card in the lists shows.</summary>
    public async Task UntilToldAsync(IReadOnlyList<Card> listed)
    {
        while (Moved() is var moved && !Knows(listed))
            await moved.WaitAsync(FaultCluster.Patience);
    }

    private async Task FollowAsync(ICatalogGrain catalog, string shard, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var changes = await catalog.ChangesAsync(reader, _positions[shard], stopping).WaitAsync(stopping);
                if (!changes.IsContinuous)
                    ReadAll(await catalog.QueryAsync(reader, CatalogQuery.All, stopping).WaitAsync(stopping));
                Hear(changes.Cards);
                _positions[shard] = changes.Position;
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
            {
                // Asked again, as the feed does.
            }
        }
    }

    private void ReadAll(IReadOnlyList<Card> cards)
    {
        lock (_lock)
        {
            foreach (var card in cards)
            {
                _heard.Remove(card.Id);
                _known[card.Id] = card.Changes;
            }
        }

        Move();
    }

    private void Hear(IReadOnlyList<Card> cards)
    {
        lock (_lock)
        {
            foreach (var card in cards)
            {
                Assert.InRange(card.Changes, _heard.GetValueOrDefault(card.Id) + 1, int.MaxValue);
                _known[card.Id] = _heard[card.Id] = card.Changes;
            }
        }

        Move();
    }

    private bool Knows(IReadOnlyList<Card> listed)
    {
        lock (_lock)
            return listed.Count == _known.Count && listed.All(card => _known.GetValueOrDefault(card.Id) == card.Changes);
    }

    private Task Moved()
    {
        lock (_lock)
            return _moved.Task;
    }

    private void Move()
    {
        TaskCompletionSource moved;
        lock (_lock)
            (moved, _moved) = (_moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        moved.SetResult();
    }
}
