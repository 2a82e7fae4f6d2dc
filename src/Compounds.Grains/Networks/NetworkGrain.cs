using Compounds.Assessments;
using Compounds.Fusion;
using Compounds.Grains.Catalog;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Networks;

/// <summary>Compiles and keeps networks.</summary>
[GrainType("network")]
internal sealed class NetworkGrain(IEventLog log, IGrainFactory grains, TimeProvider clock, IGrainContext context) : Grain, INetworkGrain
{
    /// <summary>Networks held in memory: those that a person compares in one sitting. Of those that scenarios rest on the ledger holds all.</summary>
    private const int Held = 16;

    /// <summary>Subjects read at a time.</summary>
    private const int ReadAtOnce = 64;

    /// <summary>What a cited report cites may reach a subject a little after the report that rests on it, and is no change of its card: so long is nothing kept.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMinutes(1);

    private readonly string _key = context.GrainId.Key.ToString()!;
    private readonly Reader _reader = ReaderKey.Parse(context.GrainId.Key.ToString()!);
    private readonly List<NetworkView> _held = [];
    private readonly Dictionary<SubjectId, (Card Card, long Hour, SubjectView View)> _views = [];
    private (long Hour, IReadOnlyList<Card> Cards, NetworkView View)? _live;

    public async Task<NetworkView> CompileAsync(SubjectQuestion question, CancellationToken cancellationToken)
    {
        question = question with { Explain = false };
        var cards = await CardsAsync(question, cancellationToken);
        var hour = FusionTime.HourOf(question.AsOf ?? question.KnownAt ?? clock.GetUtcNow());
        if (!question.IsHistorical() && _live is { } live && live.Hour == hour && IsSame(live.Cards, cards))
            return live.View;
        var views = await ViewsAsync(cards, question, hour, cancellationToken);
        var view = NetworkView.Of(
            NetworkCompilation.Of(views, NetworkRules.Current), question.AsOf ?? FusionTime.TimeOf(hour), question.KnownAt ?? FusionTime.TimeOf(FusionTime.HourOf(clock.GetUtcNow())));
        Hold(view);
        if (!question.IsHistorical())
            _live = cards.All(IsSettled) ? (hour, cards, view) : null;
        return view;
    }

    public async Task<NetworkView?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        if (_held.Find(view => view.Hash == hash) is { } held)
            return held;
        if (!IsHash(hash) || await NetworkFacts.ReadAsync(log.ReadAsync(StreamOf(hash), 1, cancellationToken)) is not { } kept)
            return null;
        Hold(kept);
        return kept;
    }

    public async Task<bool> KeepAsync(string hash, CancellationToken cancellationToken)
    {
        if (await FindAsync(hash, cancellationToken) is not { } view)
            return false;
        // A rival that was first kept the same network.
        await log.TryAppendAsync(StreamOf(hash), 0, NetworkFacts.Write(view, log.TimeOfNextFact(clock)), cancellationToken);
        return true;
    }

    private async Task<IReadOnlyList<Card>> CardsAsync(SubjectQuestion question, CancellationToken cancellationToken)
    {
        var query = CatalogQuery.All with { Question = question };
        var shards = await Task.WhenAll(CatalogShard.Keys.Select(shard => grains.GetGrain<ICatalogGrain>(shard).QueryAsync(_reader, query, cancellationToken)));
        return [.. shards.SelectMany(static cards => cards).OrderBy(static card => card.Id)];
    }

    /// <summary>Reads the subjects that changed since they were last read, and all of them when the hour did, because evidence ages.</summary>
    private async Task<IReadOnlyList<SubjectView>> ViewsAsync(IReadOnlyList<Card> cards, SubjectQuestion question, long hour, CancellationToken cancellationToken)
    {
        var views = new List<SubjectView>(cards.Count);
        foreach (var some in cards.Where(static card => card.Kind is not SubjectKind.Operator).Chunk(ReadAtOnce))
        {
            var read = await Task.WhenAll(some.Select(async card =>
            {
                if (!question.IsHistorical() && _views.TryGetValue(card.Id, out var known) && known.Hour == hour && IsSame(known.Card, card))
                    return known.View;
                var view = await grains.GetSubject(card.Id).ReadAsync(_reader, question, cancellationToken);
                if (view is not null && !question.IsHistorical() && IsSettled(card))
                    _views[card.Id] = (card, hour, view);
                return view;
            }));
            views.AddRange(read.OfType<SubjectView>());
        }

        return views;
    }

    private void Hold(NetworkView view)
    {
        _held.RemoveAll(held => held.Hash == view.Hash);
        _held.Add(view);
        if (_held.Count > Held)
            _held.RemoveAt(0);
    }

    private bool IsSettled(Card card) => clock.GetUtcNow() - card.ChangedAt > s_settling;

    private string StreamOf(string hash) => $"network/{_key}/{hash}";

    private static bool IsSame(IReadOnlyList<Card> before, IReadOnlyList<Card> now) => before.Count == now.Count && before.Zip(now).All(static pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(Card before, Card now) => before.Id == now.Id && before.ChangedAt == now.ChangedAt && before.Reports == now.Reports;

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
