using Compounds.Agencies;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Exchange.PublicRecord;

/// <summary>Who filed what: the agency of each citation, its report id, its grade and what it rests on.</summary>
internal sealed class Sources
{
    /// <summary>The agency that files what no publisher can be named for.</summary>
    public const string Compiler = "public-record-compiler";

    /// <summary>The grade of a source that the record cites without grading it: fairly reliable, possibly true.</summary>
    public const string UngradedSource = "C3";

    private readonly RecordDocument _record;
    private readonly Dictionary<string, Publisher> _publishers;
    private readonly Dictionary<string, SourceCorrection> _corrections;
    private readonly Dictionary<string, IReadOnlyList<string>> _origins;
    private readonly Dictionary<string, RecordReport> _reports;

    public Sources(RecordDocument record)
    {
        _record = record;
        Publishers = MappingTables.Load<IReadOnlyList<Publisher>>("publishers");
        _publishers = Publishers.SelectMany(static publisher => publisher.Publishers.Select(name => (name, publisher)))
            .ToDictionary(static pair => pair.name, static pair => pair.publisher, StringComparer.Ordinal);
        _corrections = MappingTables.Load<IReadOnlyList<SourceCorrection>>("sources").ToDictionary(static row => row.Citation, StringComparer.Ordinal);
        _origins = MappingTables.Load<IReadOnlyList<OriginRow>>("origins").ToDictionary(static row => row.Recorded, static row => row.Origins, StringComparer.Ordinal);
        _reports = record.Reports.ToDictionary(static report => report.Citation, StringComparer.Ordinal);
    }

    /// <summary>The publishers, each with the texts of the record that stand for it.</summary>
    public IReadOnlyList<Publisher> Publishers { get; }

    /// <summary>The corrections, for the account.</summary>
    public IEnumerable<SourceCorrection> Corrections => _corrections.Values;

    /// <summary>The agency and report id of a citation.</summary>
    public ReportKey Key(string citation) => new(PublisherOf(citation).Id, _corrections.GetValueOrDefault(citation)?.Report ?? citation);

    /// <summary>The recorded grade, or the one of an ungraded source.</summary>
    public string Grade(string citation) => _reports.GetValueOrDefault(citation)?.Admiralty.Code ?? UngradedSource;

    /// <summary>The day of publication; the day of the record when the page has none.</summary>
    public DateOnly Published(string citation) => Citation(citation).Date ?? _record.Meta.Generated;

    /// <summary>The day since which the page could be read; null when the page has none.</summary>
    public DateOnly? PublicSince(string citation) => Citation(citation).Date;

    /// <summary>The origins and the report that it rests on, sorted.</summary>
    public IReadOnlyList<string> Cites(string citation)
    {
        var correction = _corrections.GetValueOrDefault(citation);
        var recorded = correction?.Origins ?? (_reports.GetValueOrDefault(citation) is { } report ? [report.Origin] : []);
        var cites = recorded.SelectMany(OriginsOf).Select(static origin => "origin:" + SubjectName.Normalise(origin).Replace(' ', '-'));
        if (correction?.RewriteOf is { } original)
            cites = cites.Append(Key(original).ToString());
        return [.. cites.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>What the record notes about the page, for example that its date is approximate.</summary>
    public string Note(string citation)
    {
        var source = Citation(citation);
        var address = IsWeb(source.Url) ? "" : $"; address: {source.Url}";
        return $"Page: {source.Kind}, language {source.Lang}{(source.Note is null ? "" : "; " + source.Note)}{address}.";
    }

    /// <summary>The citation as a link, without the names of persons that its title or address carries.</summary>
    public Link Link(string citation)
    {
        var source = Citation(citation);
        var correction = _corrections.GetValueOrDefault(citation);
        var url = correction?.OmitUrl == true || !IsWeb(source.Url) ? null : source.Url;
        return new Link(correction?.Title ?? source.Title, url, correction?.Publisher ?? source.Publisher, source.Date);
    }

    /// <summary>The agencies to register, sorted by id.</summary>
    public IReadOnlyList<Agency> Agencies()
    {
        var letters = _record.Reports.GroupBy(report => PublisherOf(report.Citation).Id, static report => report.Admiralty.Code[0])
            .ToDictionary(static group => group.Key, static group => group.GroupBy(static letter => letter)
                .OrderByDescending(static same => same.Count()).ThenByDescending(static same => same.Key).First().Key, StringComparer.Ordinal);
        return [.. Publishers.Select(publisher => new Agency(publisher.Id, publisher.Name, Tlp.Green, letters.GetValueOrDefault(publisher.Id, UngradedSource[0]), publisher.Cluster))
            .Append(new Agency(Compiler, "Compiler of the public record", Tlp.Green, UngradedSource[0], null))
            .OrderBy(static agency => agency.Id, StringComparer.Ordinal)];
    }

    private static bool IsWeb(string address) =>
        address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal);

    private IReadOnlyList<string> OriginsOf(string recorded) =>
        _origins.TryGetValue(recorded, out var origins) ? origins : recorded.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private Publisher PublisherOf(string citation)
    {
        var name = _corrections.GetValueOrDefault(citation)?.Publisher ?? Citation(citation).Publisher;
        return _publishers.TryGetValue(name, out var publisher) ? publisher : throw new InvalidDataException($"The table of publishers has no '{name}'.");
    }

    private RecordCitation Citation(string id) =>
        _record.Citations.TryGetValue(id, out var citation) ? citation : throw new InvalidDataException($"The record has no citation '{id}'.");
}

/// <summary>An agency and the publisher texts of the record that it stands for.</summary>
internal sealed record Publisher(string Id, string Name, string? Cluster, IReadOnlyList<string> Publishers);

/// <summary>What the record's texts about one citation leave open or say otherwise, with the reason.</summary>
internal sealed record SourceCorrection(
    string Citation, string? RewriteOf, IReadOnlyList<string>? Origins, string? Title, string? Publisher, string? Report, bool OmitUrl, string Why);

/// <summary>The origins that a recorded text stands for; none when it names nobody.</summary>
internal sealed record OriginRow(string Recorded, IReadOnlyList<string> Origins);
