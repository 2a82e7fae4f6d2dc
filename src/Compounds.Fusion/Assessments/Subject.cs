using System.Runtime.InteropServices;
using System.Text.Json;
using Compounds.Claims;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>
/// One subject: everything reports ever said about it, and the states that classes of readers fuse from the part they may see.
/// </summary>
/// <remarks>
/// Mutable: a busy subject holds thousands of claims and takes in hundreds a second, which an immutable list cannot. The history only
/// grows; a state of a class is a fold of the visible part of it, caught up when it is read.
/// </remarks>
public sealed class Subject(SubjectId id)
{
    /// <summary>A class that is further behind than this is cheaper to fold anew when somebody asks than to keep for nobody.</summary>
    private const int MaxBacklog = 4_096;

    private readonly List<HeldEvidence> _history = [];
    private readonly Dictionary<string, TakenVersions> _taken = new(StringComparer.Ordinal);
    private readonly List<Handling> _markings = [];
    private readonly Dictionary<string, int> _markingOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VisibleState> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<ReportKey, List<NameEntry>> _namesGiven = [];
    private int _firstLoose;
    private int _looseBytes;

    /// <summary>The id.</summary>
    public SubjectId Id { get; } = id;

    /// <summary>Gets how many bytes of unread evidence are packed together.</summary>
    internal int PackBytes { get; init; } = 16 * 1024;

    /// <summary>How many pieces of evidence were ever taken in, replaced ones included.</summary>
    public int HistoryCount => _history.Count;

    /// <summary>Whether evidence from this place of an inbox was taken in before.</summary>
    public bool HasApplied(string inbox, long version) => _taken.TryGetValue(inbox, out var taken) && taken.Contains(version);

    /// <summary>Folds one piece of evidence. A place of an inbox that was taken before changes nothing, however often it was stored.</summary>
    /// <param name="inbox">The inbox shard it comes from.</param>
    /// <param name="version">Its place in that shard's stream.</param>
    /// <param name="evidence">What the report says from now on.</param>
    /// <param name="appliedAt">When it was recorded here, in UTC.</param>
    /// <param name="stored">
    /// The evidence as <see cref="ReportEvidenceJson"/> wrote it, where it was just written: kept in place of the objects until somebody
    /// reads the subject, since bytes take half the room, packed a tenth, and cost a collection nothing.
    /// </param>
    public void Apply(string inbox, long version, ReportEvidence evidence, DateTimeOffset appliedAt, ReadOnlyMemory<byte> stored = default)
    {
        if (!TakenFrom(inbox).Add(version))
            return;
        var marking = MarkingOf(evidence.Handling);
        // Claims that are more closed than their report are rare: only then is a marking kept for each.
        var own = evidence.Claims.Any(static claim => claim.Handling is not null)
            ? evidence.Claims.Select(claim => MarkingOf(evidence.HandlingOf(claim))).ToArray() : null;
        _history.Add(new HeldEvidence(stored.IsEmpty ? evidence : null, stored, null, appliedAt.UtcTicks, marking, own));
        if ((_looseBytes += stored.Length) >= PackBytes)
            Pack();
        RememberNames(evidence);
        foreach (var (key, state) in _classes)
        {
            if (_history.Count - state.Consumed > MaxBacklog)
                _classes.Remove(key);
        }
    }

    /// <summary>Folds the news that nothing of an inbox up to a version will be delivered here for the first time any more.</summary>
    public void Settle(string inbox, long version) => TakenFrom(inbox).Settle(version);

    /// <summary>The state that a reader sees at the two times asked for; empty when the reader may see nothing.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="question">The two times.</param>
    public VisibleState StateFor(Reader reader, SubjectQuestion question)
    {
        var isVisible = new bool[_markings.Count];
        for (var i = 0; i < isVisible.Length; i++)
            isVisible[i] = _markings[i].IsVisibleTo(reader);
        if (question.IsHistorical())
            return CatchUp(new VisibleState(Id, question.AsOf), isVisible, question.KnownAt ?? DateTimeOffset.MaxValue, question.PublicBy);

        var key = string.Create(isVisible.Length, isVisible, static (text, flags) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = flags[i] ? '1' : '0';
        });
        var trimmed = key.TrimEnd('0');
        if (!_classes.TryGetValue(trimmed, out var state))
            _classes[trimmed] = state = new VisibleState(Id, asOf: null);
        return CatchUp(state, isVisible, DateTimeOffset.MaxValue, null);
    }

    /// <summary>The visible part of what reports said about the subject, oldest first; reports that only give context to others are left out.</summary>
    public IEnumerable<HistoryEntry> HistoryFor(Reader reader)
    {
        var spoke = new HashSet<ReportKey>();
        var count = _history.Count;
        for (var i = 0; i < count; i++)
        {
            var held = Read(i);
            if (held.Evidence!.VisibleTo(reader) is not { } evidence)
                continue;
            if (evidence.Claims.Count > 0)
                spoke.Add(evidence.Report);
            if (spoke.Contains(evidence.Report))
                yield return new HistoryEntry(held.AppliedAt, evidence);
        }
    }

    /// <summary>Every name that any revision of a report gave the subject.</summary>
    public IReadOnlyList<NameEntry> NamesEverGivenBy(ReportKey report) => _namesGiven.GetValueOrDefault(report) ?? [];

    private TakenVersions TakenFrom(string inbox)
    {
        if (!_taken.TryGetValue(inbox, out var taken))
            _taken[inbox] = taken = new TakenVersions();
        return taken;
    }

    private void RememberNames(ReportEvidence evidence)
    {
        foreach (var claim in evidence.Claims)
        {
            if (claim.IsDenied || claim.Value is not AliasValue alias)
                continue;
            if (!_namesGiven.TryGetValue(evidence.Report, out var names))
                _namesGiven[evidence.Report] = names = [];
            var entry = new NameEntry(Id, alias.Name, null, evidence.HandlingOf(claim), evidence.Report.ToString());
            if (!names.Contains(entry))
                names.Add(entry);
        }
    }

    private int MarkingOf(Handling handling)
    {
        var tag = handling.VisibilityTag();
        if (_markingOf.TryGetValue(tag, out var marking))
            return marking;
        _markings.Add(handling);
        return _markingOf[tag] = _markings.Count - 1;
    }

    private VisibleState CatchUp(VisibleState state, bool[] isVisible, DateTimeOffset knownAt, DateTimeOffset? publicBy)
    {
        for (; state.Consumed < _history.Count; state.Consumed++)
        {
            if (!isVisible[_history[state.Consumed].Marking])
                continue;
            var held = Read(state.Consumed);
            if (held.Evidence!.RecordedAt <= knownAt && (publicBy is not { } time || held.Evidence.IsPublicBy(time)))
                state.Apply(held.Visible(isVisible), held.AppliedAt);
        }

        return state;
    }

    /// <summary>A piece of evidence as objects, which it stays from now on.</summary>
    private HeldEvidence Read(int index)
    {
        var history = CollectionsMarshal.AsSpan(_history);
        if (history[index].Pack is { } pack)
            Unpack(history[pack.First..], pack);
        ref var held = ref history[index];
        if (held.Evidence is null)
        {
            var reader = new Utf8JsonReader(held.Stored.Span);
            reader.Read();
            held = held with { Evidence = ReportEvidenceJson.Read(ref reader), Stored = default };
        }

        return held;
    }

    /// <summary>Packs what was stored since last time and is still unread.</summary>
    private void Pack()
    {
        var loose = CollectionsMarshal.AsSpan(_history)[_firstLoose..];
        var unread = new List<ReadOnlyMemory<byte>>(loose.Length);
        foreach (ref readonly var held in loose)
        {
            if (!held.Stored.IsEmpty)
                unread.Add(held.Stored);
        }

        if (unread.Count > 0)
        {
            var pack = new EvidencePack(_firstLoose, unread);
            foreach (ref var held in loose)
            {
                if (!held.Stored.IsEmpty)
                    held = held with { Stored = default, Pack = pack };
            }
        }

        (_firstLoose, _looseBytes) = (_history.Count, 0);
    }

    /// <summary>Takes a pack apart.</summary>
    /// <param name="history">From its first piece on; what was read before it was packed stands between its pieces.</param>
    /// <param name="pack">The pack.</param>
    private static void Unpack(Span<HeldEvidence> history, EvidencePack pack)
    {
        var pieces = pack.Unpack();
        for (var i = 0; pieces.Count > 0; i++)
        {
            if (history[i].Pack == pack)
                history[i] = history[i] with { Pack = null, Stored = pieces.Dequeue() };
        }
    }

    /// <summary>A piece of evidence: as objects, as it was stored, or in a pack.</summary>
    private readonly record struct HeldEvidence(
        ReportEvidence? Evidence, ReadOnlyMemory<byte> Stored, EvidencePack? Pack, long AppliedTicks, int Marking, int[]? OwnMarkings)
    {
        public DateTimeOffset AppliedAt => new(AppliedTicks, TimeSpan.Zero);

        /// <summary>The evidence, once it was read, with the claims whose markings are visible.</summary>
        public ReportEvidence Visible(bool[] isVisible)
        {
            if (OwnMarkings is not { } own || Array.TrueForAll(own, marking => isVisible[marking]))
                return Evidence!;
            return Evidence! with { Claims = [.. Evidence.Claims.Where((_, i) => isVisible[own[i]])] };
        }
    }
}
