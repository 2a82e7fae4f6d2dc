using Compounds.Readers;

namespace Compounds.Subjects;

/// <summary>Which subjects a name can mean. Resolution looks only at entries the asking agency may see, so no answer tells of a hidden one.</summary>
/// <remarks>Mutable and owned by one directory grain; it is on the path of every report that names its subjects.</remarks>
public sealed class NameIndex
{
    private readonly Dictionary<string, List<Entry>> _entries = new(StringComparer.Ordinal);

    /// <summary>The version of the ledger stream that this state is the fold of.</summary>
    public long Version { get; set; }

    /// <summary>The key of a name: its kind and matching form.</summary>
    public static string KeyOf(SubjectKind kind, string name) => $"{kind.Text()}:{SubjectName.Normalise(name)}";

    /// <summary>
    /// The subject a name means for an agency: the one it was first registered for among the entries the agency may see and, when a place
    /// is given, that are of that place; the subject of the name's own id when there is none.
    /// </summary>
    /// <returns>The subject, and whether this name still has to be registered for readers of this handling.</returns>
    public (SubjectId Subject, bool IsNew) Resolve(SubjectKind kind, string name, string? place, Reader filer, Handling handling)
    {
        if (!_entries.TryGetValue(KeyOf(kind, name), out var entries))
            return (SubjectId.FromName(kind, name, place), true);
        var where = FormOf(place);
        var first = entries.Find(entry => entry.IsFor(where) && entry.Handling.IsVisibleTo(filer));
        var subject = first?.Subject ?? SubjectId.FromName(kind, name, place);

        // An agency may file under a handling that its own clearance does not reach: what it registered then is not new, though hidden from it.
        var tag = handling.VisibilityTag();
        return (subject, !entries.Exists(entry => entry.IsFor(where) && entry.Subject == subject && entry.Tag == tag));
    }

    /// <summary>Folds an entry. The same entry twice changes nothing.</summary>
    public void Register(NameEntry registered)
    {
        var key = KeyOf(registered.Subject.Kind(), registered.Name);
        if (!_entries.TryGetValue(key, out var entries))
            _entries[key] = entries = [];
        var entry = Find(entries, registered);
        if (entry is null)
        {
            entry = new Entry(registered.Subject, FormOf(registered.Place), registered.Handling, registered.Handling.VisibilityTag());
            entries.Add(entry);
        }

        if (registered.Report is null)
            entry.IsMentioned = true;
        else
            (entry.Reports ??= new HashSet<string>(StringComparer.Ordinal)).Add(registered.Report);
    }

    /// <summary>Folds the news that a report no longer gives a subject this name.</summary>
    public void Withdraw(NameEntry withdrawn)
    {
        if (withdrawn.Report is not null && _entries.TryGetValue(KeyOf(withdrawn.Subject.Kind(), withdrawn.Name), out var entries))
            Find(entries, withdrawn)?.Reports?.Remove(withdrawn.Report);
    }

    /// <summary>Whether registering this entry would change anything.</summary>
    public bool IsNews(NameEntry offered)
    {
        if (!_entries.TryGetValue(KeyOf(offered.Subject.Kind(), offered.Name), out var entries) || Find(entries, offered) is not { } entry)
            return true;
        return offered.Report is null ? !entry.IsMentioned : entry.Reports?.Contains(offered.Report) != true;
    }

    /// <summary>The matching form of a place; null when it has no letter and no digit, as then it tells nothing apart.</summary>
    private static string? FormOf(string? place) => place is not null && SubjectName.Normalise(place) is { Length: > 0 } form ? form : null;

    private static Entry? Find(List<Entry> entries, NameEntry sought)
    {
        var tag = sought.Handling.VisibilityTag();
        var place = FormOf(sought.Place);
        return entries.Find(entry => entry.Subject == sought.Subject && entry.Tag == tag && entry.Place == place);
    }

    private sealed class Entry(SubjectId subject, string? place, Handling handling, string tag)
    {
        public SubjectId Subject { get; } = subject;

        public string? Place { get; } = place;

        public Handling Handling { get; } = handling;

        public string Tag { get; } = tag;

        public bool IsMentioned { get; set; }

        public HashSet<string>? Reports { get; set; }

        /// <summary>Whether it still stands and is of the place asked for, if one is.</summary>
        public bool IsFor(string? where) => (IsMentioned || Reports is { Count: > 0 }) && (where is null || Place == where);
    }
}

/// <summary>One way to a subject by name.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Name">The name as written.</param>
/// <param name="Place">The place that was given with it, or null.</param>
/// <param name="Handling">Who may see that the name leads there.</param>
/// <param name="Report">The report whose alias claim says so; null when the subject was merely named so.</param>
[GenerateSerializer, Immutable, Alias("value/name-entry")]
public sealed record NameEntry(
    [Id(0)] SubjectId Subject, [Id(1)] string Name, [Id(2)] string? Place, [Id(3)] Handling Handling, [Id(4)] string? Report);
