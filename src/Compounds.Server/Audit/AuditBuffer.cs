using Compounds.Audit;
using Compounds.Readers;

namespace Compounds.Server.Audit;

/// <summary>
/// Notes that wait to be written, one for each actor, operation and minute, or network, operation and minute. Bounded: it says when it is
/// full of reads, and of refusals, which anybody may cause, it keeps no more than so many apart. Not safe for several callers at once.
/// </summary>
internal sealed class AuditBuffer
{
    /// <summary>Ids and notes that wait at most, some ten megabytes.</summary>
    public const int MostWaiting = 100_000;

    /// <summary>The ids of one note; more begin another, so that a fact stays small.</summary>
    private const int MostIds = 1_000;

    private const int MostRefusals = 5_000;
    private const string Elsewhere = "elsewhere";

    private readonly Dictionary<(string Actor, Tlp Clearance, string Operation, DateTimeOffset Minute), ReadNote> _reads = [];
    private readonly Dictionary<AuditRefused, (int Requests, string? Key)> _refusals = [];
    private readonly List<AuditFact> _closed = [];

    /// <summary>What waits, in ids and notes.</summary>
    public int Weight { get; private set; }

    /// <summary>Whether reads must wait.</summary>
    public bool IsFull => Weight >= MostWaiting;

    /// <summary>Adds a read.</summary>
    public void Add(
        string actor, Reader reader, string operation, string? asked, IReadOnlyCollection<MarkedReport> reports, DateTimeOffset now)
    {
        var key = (actor, reader.Clearance, operation, MinuteOf(now));
        var before = _reads.TryGetValue(key, out var note) ? note.Weight : 0;
        if (note is null)
            _reads[key] = note = new ReadNote();
        note.Add(asked, reports, reader.Clearance);
        Weight += note.Weight - before;
        if (note.Weight > MostIds && _reads.Remove(key))
            _closed.Add(FactOf(key, note));
    }

    /// <summary>Adds a refusal.</summary>
    /// <param name="refused">The refusal, without a key and with the time it came.</param>
    /// <param name="keyId">The id of the key that was sent, or null. The first of a note is kept.</param>
    public void Add(AuditRefused refused, string? keyId)
    {
        var key = refused with { Minute = MinuteOf(refused.Minute), Requests = 0, Key = null };
        if (_refusals.Count >= MostRefusals && !_refusals.ContainsKey(key))
            (key, keyId) = (key with { Actor = null, Agency = null, Network = Elsewhere, Operation = null }, null);
        var isKnown = _refusals.TryGetValue(key, out var counted);
        _refusals[key] = (counted.Requests + 1, counted.Key ?? keyId);
        Weight += isKnown ? 0 : 1;
    }

    /// <summary>Takes all that waits.</summary>
    public IReadOnlyList<AuditFact> Take()
    {
        AuditFact[] facts =
        [
            .. _closed, .. _reads.Select(static each => FactOf(each.Key, each.Value)),
            .. _refusals.Select(static each => each.Key with { Requests = each.Value.Requests, Key = each.Value.Key }),
        ];
        _closed.Clear();
        _reads.Clear();
        _refusals.Clear();
        Weight = 0;
        return facts;
    }

    /// <summary>What a fact weighs.</summary>
    public static int WeightOf(AuditFact fact) =>
        fact is AuditRead read ? 1 + (read.Asked?.Count ?? 0) + (read.Amber?.Count ?? 0) + (read.Red?.Count ?? 0) : 1;

    private static DateTimeOffset MinuteOf(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static AuditRead FactOf((string Actor, Tlp Clearance, string Operation, DateTimeOffset Minute) key, ReadNote note) => new(
        key.Actor, AuditEntry.AgencyOf(key.Actor) ?? key.Actor, key.Clearance, key.Operation, OrNull(note.Asked), note.Highest,
        note.Requests, note.Items,
        OrNull(note.Amber), OrNull(note.Red), key.Minute);

    private static string[]? OrNull(SortedSet<string> ids) => ids.Count == 0 ? null : [.. ids];

    /// <summary>One actor's reading of one operation in one minute.</summary>
    private sealed class ReadNote
    {
        public SortedSet<string> Asked { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Amber { get; } = new(StringComparer.Ordinal);

        public SortedSet<string> Red { get; } = new(StringComparer.Ordinal);

        public Tlp Highest { get; private set; }

        public int Requests { get; private set; }

        public int Items { get; private set; }

        public int Weight => 1 + Asked.Count + Amber.Count + Red.Count;

        public void Add(string? asked, IReadOnlyCollection<MarkedReport> reports, Tlp clearance)
        {
            (Requests, Items) = (Requests + 1, Items + reports.Count);
            if (asked is not null)
                Asked.Add(asked);
            foreach (var (report, tlp) in reports)
            {
                (tlp is Tlp.Red ? Red : Amber).Add(report.ToString());
                Highest = tlp > Highest ? tlp : Highest;
            }

            if (reports.Count == 0)
                Highest = clearance;
        }
    }
}
