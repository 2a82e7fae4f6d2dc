using System.Globalization;
using System.Text.Json.Nodes;
using Compounds.Reports;

namespace Compounds.Exchange.PublicRecord;

/// <summary>A report while its claims are collected.</summary>
internal sealed class ReportDraft(ReportKey key, DateOnly writtenOn, string grade, DateOnly? publicSince)
{
    private readonly List<string> _narrative = [];
    private readonly List<string> _closing = [];
    private readonly List<Link> _links = [];
    private readonly SortedSet<string> _cites = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The agency and its report id.</summary>
    public ReportKey Key { get; } = key;

    /// <summary>The Admiralty grade.</summary>
    public string Grade { get; } = grade;

    /// <summary>The claims in the order in which they came.</summary>
    public List<ClaimDraft> Claims { get; } = [];

    /// <summary>Adds a claim; one that is already there changes nothing.</summary>
    /// <exception cref="InvalidDataException">It is observed after the report was written.</exception>
    public void Add(ClaimDraft claim)
    {
        if (claim.Observed > writtenOn)
            throw new InvalidDataException($"{Key}: {claim} is observed after {Day(writtenOn)}, the day of writing.");
        if (_known.Add(claim.Content()))
            Claims.Add(claim);
    }

    /// <summary>Adds text, once.</summary>
    public void Tell(string text)
    {
        if (!_narrative.Contains(text, StringComparer.Ordinal))
            _narrative.Add(text);
    }

    /// <summary>Adds text that stands after all other.</summary>
    public void Close(string text) => _closing.Add(text);

    /// <summary>Adds an origin or a report that it rests on.</summary>
    public void Cite(string node) => _cites.Add(node);

    /// <summary>Adds a page where it can be read.</summary>
    public void AddLink(Link link)
    {
        if (!_links.Contains(link))
            _links.Add(link);
    }

    /// <summary>The report as one line of the wire format.</summary>
    public string Line()
    {
        var line = new JsonObject
        {
            ["report"] = Key.Id,
            ["agency"] = Key.Agency,
            ["writtenAt"] = Day(writtenOn),
            ["grade"] = Grade,
            ["handling"] = new JsonObject { ["tlp"] = "CLEAR", ["pap"] = "CLEAR" },
        };
        if (_cites.Count > 0)
            line["cites"] = new JsonArray([.. _cites.Select(static node => JsonValue.Create(node))]);
        if (publicSince is { } since)
            line["publicSince"] = Day(since);
        if (_narrative.Count + _closing.Count > 0)
        {
            line["narrative"] = string.Join('\n', _narrative.Concat(_closing));
            line["language"] = "en";
        }

        if (_links.Count > 0)
            line["links"] = new JsonArray([.. _links.Select(LinkJson)]);
        line["claims"] = new JsonArray([.. Claims.Select(static claim => claim.Json())]);
        return WireJson.Write(line);
    }

    private static JsonObject LinkJson(Link link)
    {
        var json = new JsonObject { ["title"] = link.Title };
        if (link.Url is not null)
            json["url"] = link.Url;
        if (link.Publisher is not null)
            json["publisher"] = link.Publisher;
        if (link.PublishedOn is { } published)
            json["publishedOn"] = Day(published);
        return json;
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
