using Compounds.Reports;

namespace Compounds.Exchange.PublicRecord;

/// <summary>The reports that are being put together: one a citation, and a few a subject for the compiler.</summary>
internal sealed class ReportDrafts(Sources sources, DateOnly recordDay)
{
    private readonly SortedDictionary<string, ReportDraft> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _citationsOf = new(StringComparer.Ordinal);

    /// <summary>The report of a citation's publisher.</summary>
    public ReportDraft OfCitation(string citation)
    {
        var key = sources.Key(citation);
        return Get(key, sources.Published(citation), sources.Grade(citation), sources.PublicSince(citation), draft =>
        {
            draft.AddLink(sources.Link(citation));
            draft.Close(sources.Note(citation));
            foreach (var node in sources.Cites(citation))
                draft.Cite(node);
        });
    }

    /// <summary>A report of the compiler, which rests on the reports of the citations that have one.</summary>
    public ReportDraft OfCompiler(string id, string grade, IEnumerable<string> citations)
    {
        var draft = Get(new ReportKey(Sources.Compiler, id), recordDay, grade, null, static _ => { });
        var named = _citationsOf.TryGetValue(draft.Key.ToString(), out var known) ? known : _citationsOf[draft.Key.ToString()] = new(StringComparer.Ordinal);
        foreach (var citation in citations)
        {
            draft.AddLink(sources.Link(citation));
            named.Add(citation);
        }

        return draft;
    }

    /// <summary>The report of a citation if it has a claim by now; else null.</summary>
    public ReportDraft? Find(string citation) => _byKey.GetValueOrDefault(sources.Key(citation).ToString()) is { Claims.Count: > 0 } draft ? draft : null;

    /// <summary>The reports that have a claim, sorted by key; the compiler's cite those they rest on.</summary>
    public IReadOnlyList<ReportDraft> Finished()
    {
        foreach (var (key, citations) in _citationsOf)
        {
            foreach (var citation in citations)
            {
                if (Find(citation) is { } source)
                    _byKey[key].Cite(source.Key.ToString());
            }
        }

        return [.. _byKey.Values.Where(static draft => draft.Claims.Count > 0)];
    }

    private ReportDraft Get(ReportKey key, DateOnly writtenOn, string grade, DateOnly? publicSince, Action<ReportDraft> begin)
    {
        if (_byKey.TryGetValue(key.ToString(), out var draft))
            return draft;
        draft = new ReportDraft(key, writtenOn, grade, publicSince);
        begin(draft);
        return _byKey[key.ToString()] = draft;
    }
}
