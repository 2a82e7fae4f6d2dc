namespace Compounds.Audit;

/// <summary>
/// The last hour of the audit, as far as alarms ask for it: who read which documents, and from where wrong keys came. Depends on the facts
/// alone.
/// </summary>
/// <remarks>Mutable: it is only touched in its own grain's turn.</remarks>
public sealed class AuditWindow
{
    private static readonly TimeSpan s_reading = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_keys = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_quiet = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Dictionary<string, DateTimeOffset>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(DateTimeOffset Minute, int Count)>> _wrongKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<(AuditAlarm Kind, string Who), DateTimeOffset> _alarmed = [];
    private DateTimeOffset _latest;

    /// <summary>How long before the present a fact may still count.</summary>
    public static TimeSpan Length => s_reading;

    /// <summary>Folds one fact. Total.</summary>
    public void Take(AuditFact fact)
    {
        switch (fact)
        {
            case AuditRead read:
                Forget(read.Minute);
                if (!_documents.TryGetValue(read.Actor, out var documents))
                    _documents[read.Actor] = documents = new(StringComparer.Ordinal);
                foreach (var document in read.Documents())
                    documents[document] = Later(documents.GetValueOrDefault(document), read.Minute);
                break;
            case AuditRefused { IsWrongKey: true } refused:
                Forget(refused.Minute);
                if (!_wrongKeys.TryGetValue(refused.Network!, out var counts))
                    _wrongKeys[refused.Network!] = counts = [];
                counts.Add((refused.Minute, refused.Requests));
                break;
            case AuditAlarmed alarmed:
                _alarmed[(alarmed.Kind, alarmed.Who)] = Later(_alarmed.GetValueOrDefault((alarmed.Kind, alarmed.Who)), alarmed.Minute);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// The alarms that facts would raise if they were taken now; none within an hour of the same alarm about the same actor or network.
    /// </summary>
    public IReadOnlyList<AuditAlarmed> AlarmsAt(IReadOnlyList<AuditFact> coming, AuditLimits limits) =>
    [
        .. coming.OfType<AuditRead>().GroupBy(static read => read.Actor, StringComparer.Ordinal)
            .Select(reads => (Figure: DocumentsWith(reads.Key, [.. reads]), Minute: reads.Max(static read => read.Minute), reads.Key))
            .Where(each => each.Figure > limits.MassReading)
            .Select(each => new AuditAlarmed(AuditAlarm.MassReading, each.Key, each.Figure, limits.MassReading, each.Minute)).Where(IsNew),
        .. coming.OfType<AuditRefused>().Where(static refused => refused.IsWrongKey)
            .GroupBy(static refused => refused.Network!, StringComparer.Ordinal)
            .Select(refusals => (
                Figure: KeysWith(refusals.Key, [.. refusals]), Minute: refusals.Max(static refused => refused.Minute), refusals.Key))
            .Where(each => each.Figure > limits.WrongKeys)
            .Select(each => new AuditAlarmed(AuditAlarm.WrongKeys, each.Key, each.Figure, limits.WrongKeys, each.Minute)).Where(IsNew),
    ];

    private int DocumentsWith(string actor, AuditRead[] coming)
    {
        var since = coming.Max(static read => read.Minute) - s_reading;
        var known = _documents.TryGetValue(actor, out var documents)
            ? documents.Where(each => each.Value > since).Select(static each => each.Key) : [];
        var others = coming.Where(read => read.Minute > since).SelectMany(static read => read.Documents());
        return known.Concat(others).Distinct(StringComparer.Ordinal).Count();
    }

    private int KeysWith(string network, AuditRefused[] coming)
    {
        var since = coming.Max(static refused => refused.Minute) - s_keys;
        var known = _wrongKeys.TryGetValue(network, out var counts)
            ? counts.Where(each => each.Minute > since).Sum(static each => each.Count) : 0;
        return known + coming.Where(refused => refused.Minute > since).Sum(static refused => refused.Requests);
    }

    private bool IsNew(AuditAlarmed alarm) =>
        !_alarmed.TryGetValue((alarm.Kind, alarm.Who), out var last) || alarm.Minute - last >= s_quiet;

    /// <summary>Leaves out what counts no more, once an hour has passed, so that the window stays as large as an hour of reading.</summary>
    private void Forget(DateTimeOffset now)
    {
        if (now - _latest < s_reading)
            return;
        _latest = now;
        foreach (var (actor, documents) in _documents)
        {
            foreach (var (document, _) in documents.Where(each => each.Value <= now - s_reading).ToArray())
                documents.Remove(document);
            if (documents.Count == 0)
                _documents.Remove(actor);
        }

        foreach (var (network, counts) in _wrongKeys)
        {
            counts.RemoveAll(each => each.Minute <= now - s_keys);
            if (counts.Count == 0)
                _wrongKeys.Remove(network);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
