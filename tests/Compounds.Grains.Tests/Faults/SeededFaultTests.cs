using System.Globalization;
using System.Text.Json;
using Compounds.Assessments;
using Compounds.Driving;
using Compounds.Grains.Inbox;
using Compounds.Grains.Sweeping;
using Compounds.Readers;
using Compounds.Reports;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests.Faults;

/// <summary>
/// Stores, calls and activations fail at moments that a seed decides, while agencies file; then everything is well again. Accepted ⊆ stored once
/// ⊆ applied once ⊆ listed ⊆ told, and the live state is that of a server to which nothing ever happened. <c>COMPOUNDS_FAULTS</c> sets the number of
/// faults (200 where it is not set), <c>COMPOUNDS_FAULT_SEED</c> the seed.
/// </summary>
public sealed class SeededFaultTests : IAsyncLifetime
{
    private const int Places = 12;

    /// <summary>Faults between two restarts of everything.</summary>
    private const int FaultsALife = 40;

    private static readonly Reader s_pea = new("pea", Tlp.Amber);
    private static readonly SubjectQuestion s_then = new(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero), null, Explain: false);

    private readonly int _faults = Setting("COMPOUNDS_FAULTS", 200);
    private readonly FaultDice _dice = new(Setting("COMPOUNDS_FAULT_SEED", 20_251_130));
    private readonly FaultCluster _cluster = new();
    private readonly Follower _follower = new(s_pea);
    private readonly List<string> _lines = [];

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Whatever_fails_what_was_accepted_is_in_the_live_state_exactly_once()
    {
        var sinceRestart = 0;
        _follower.Start(_cluster.Grains);
        for (var n = 0; _dice.Faults < _faults; n++)
        {
            Arm();
            var lines = Enumerable.Range(0, _dice.Between(1, 4)).Select(i => Line($"{n}-{i}")).ToArray();
            foreach (var line in lines)
                await FileAsync(line);
            if (_dice.Between(0, 8) == 0)
                await _cluster.DeactivateAsync(_cluster.Inbox("pea", $"f-{n}-0"));
            if (_dice.Between(0, 8) == 0)
                await _cluster.DeactivateAsync(_cluster.Subject(IdOf(_dice.Between(0, Places))));
            if (_dice.Faults - sinceRestart < FaultsALife)
                continue;
            sinceRestart = _dice.Faults;
            await _follower.StopAsync();
            await _cluster.RestartAsync();
            _follower.Start(_cluster.Grains);
        }

        await HealAsync();
        await AssertStoredOnceAsync();
        await AssertAppliedOnceAsync();
        await AssertToldAsync();
        await AssertAsIfNothingHadHappenedAsync();
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string IdOf(int place) => $"compound:yard-{place}";

    private string Line(string number)
    {
        var place = $"Yard {_dice.Between(0, Places)}";
        return Report($"f-{number}", _dice.Between(0, 2) == 0 ? Status(place, _dice.Between(0, 2) == 0 ? "operating" : "raided") : Headcount(place, _dice.Between(50, 5_000)), agency: "pea");
    }

    private void Arm()
    {
        _cluster.Log.OnAppend = stream => !stream.StartsWith("inbox/", StringComparison.Ordinal) && !stream.StartsWith("subject/", StringComparison.Ordinal) ? AppendFault.None
            : _dice.Fails(12) ? (AppendFault)_dice.Between(1, 4) : AppendFault.None;
        _cluster.Log.OnRead = stream => !stream.StartsWith("register/", StringComparison.Ordinal) && !stream.StartsWith("policy-", StringComparison.Ordinal) && _dice.Fails(25) ? _dice.Between(0, 3) : null;
        _cluster.OnCall = context => context.MethodName is "ApplyAsync" or "TouchAsync" or "FollowAsync" && _dice.Fails(10)
            ? _dice.Between(0, 3) switch { 0 => new TimeoutException("lost"), 1 => new InvalidDataException("unforeseen"), _ => new OperationCanceledException("expired") }
            : null;
    }

    /// <summary>Files as an agency does: what was not answered is sent again, until it is known to be in the store.</summary>
    private async Task FileAsync(string line)
    {
        while (true)
        {
            try
            {
                Assert.Contains((await _cluster.Desk.FileAsync(line))[0].Outcome, new[] { ReceiptOutcome.Accepted, ReceiptOutcome.Duplicate });
                _lines.Add(line);
                return;
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
            {
                // The same line again.
            }
        }
    }

    /// <summary>All is well again; nobody files any more, and a sweep finds what sleeps.</summary>
    private async Task HealAsync()
    {
        _cluster.Log.Heal();
        _cluster.OnCall = static _ => null;
        await _cluster.DeactivateAsync(_cluster.Grains.GetSweeper());
        await _cluster.Grains.GetSweeper().SweepAsync().WaitAsync(FaultCluster.Patience);
        foreach (var shard in InboxShard.KeysOf("pea"))
        {
            var head = await _cluster.Log.ReadAsync("inbox/" + shard, 1, int.MaxValue, CancellationToken.None).CountAsync();
            await _cluster.Grains.GetGrain<IInboxGrain>(shard).WaitUntilAppliedAsync(head).WaitAsync(FaultCluster.Patience);
        }
    }

    private async Task AssertStoredOnceAsync()
    {
        var stored = new List<string>();
        foreach (var shard in InboxShard.KeysOf("pea"))
        {
            await foreach (var fact in _cluster.Log.ReadAsync("inbox/" + shard, 1, int.MaxValue, CancellationToken.None))
            {
                if (fact.Name == InboxFacts.Filed)
                    stored.Add(InboxFacts.ReadFiled(fact).Report.Key.Id);
            }
        }

        Assert.Equal(_lines.Select(IdIn).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
    }

    private async Task AssertAppliedOnceAsync()
    {
        var applied = new List<string>();
        var listed = await _cluster.ListAsync(s_pea);
        for (var place = 0; place < Places; place++)
        {
            var history = await _cluster.Subject(IdOf(place)).HistoryAsync(s_pea).Select(static entry => entry.Evidence.Report.Id).ToListAsync();
            applied.AddRange(history);
            Assert.Equal(history.Count > 0, listed.Contains(IdOf(place)));
        }

        Assert.Equal(_lines.Select(IdIn).Order(StringComparer.Ordinal), applied.Order(StringComparer.Ordinal));
    }

    /// <summary>Whatever is in the lists was told to a reader who followed all the time, in order and once.</summary>
    private async Task AssertToldAsync()
    {
        await _follower.UntilToldAsync(await _cluster.CardsAsync(s_pea));
        await _follower.StopAsync();
    }

    private async Task AssertAsIfNothingHadHappenedAsync()
    {
        var fresh = new FaultCluster();
        await fresh.InitializeAsync();
        try
        {
            foreach (var line in _lines)
                await fresh.Desk.ApplyAsync(line);
            for (var place = 0; place < Places; place++)
                Assert.Equal(await StateAsync(fresh, place), await StateAsync(_cluster, place));
        }
        finally
        {
            await fresh.DisposeAsync();
        }
    }

    /// <summary>What a server says of a place, but for the times at which it heard.</summary>
    private static async Task<string> StateAsync(FaultCluster cluster, int place)
    {
        var view = await cluster.Subject(IdOf(place)).ReadAsync(s_pea, s_then);
        var evidence = await cluster.Subject(IdOf(place)).EvidenceAsync(s_pea, SubjectQuestion.Now);
        return JsonSerializer.Serialize(
            new
            {
                Card = view is null ? null : view.Card with { ChangedAt = default },
                view?.Assessments,
                Evidence = evidence.Select(static each => (each.Report.ToString(), each.Revision)).OrderBy(static each => each.Item1, StringComparer.Ordinal).Select(static each => $"{each.Item1}/{each.Revision}"),
            },
            JsonSerializerOptions.Web);
    }

    private static string IdIn(string line) => JsonDocument.Parse(line).RootElement.GetProperty("report").GetString()!;

    /// <summary>Dice that many threads roll, which count the faults they decide.</summary>
    private sealed class FaultDice(int seed)
    {
        private readonly Lock _lock = new();
        private Dice _dice = new((ulong)seed);

        /// <summary>The number of faults so far.</summary>
        public int Faults { get; private set; }

        /// <summary>Whether something fails, one time in <paramref name="onceIn"/>.</summary>
        public bool Fails(int onceIn)
        {
            lock (_lock)
            {
                var fails = _dice.Between(0, onceIn) == 0;
                Faults += fails ? 1 : 0;
                return fails;
            }
        }

        /// <summary>A number from <paramref name="low"/> to below <paramref name="high"/>.</summary>
        public int Between(int low, int high)
        {
            lock (_lock)
                return _dice.Between(low, high);
        }
    }
}
