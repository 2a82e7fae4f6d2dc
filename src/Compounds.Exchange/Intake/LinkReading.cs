using System.Text.Json;
using Compounds.Reports;

namespace Compounds.Exchange.Intake;

/// <summary>Reads where the sources of a report can be read.</summary>
internal static class LinkReading
{
    private const int Title = 0;
    private const int Url = 1;
    private const int Publisher = 2;
    private const int PublishedOn = 3;
    private static readonly PropertySet s_properties = new("title", "url", "publisher", "publishedOn");
    private static readonly string[] s_schemes = ["https://", "http://", "urn:"];

    /// <summary>Reads the links at the reader; those with a problem are left out.</summary>
    public static List<Link> Read(ref Utf8JsonReader reader, Problems problems)
    {
        var whole = new Where("/links");
        var links = new List<Link>();
        if (!ArrayReading.Begins(ref reader, problems, whole))
            return links;
        for (var i = 0; ArrayReading.Next(ref reader, i, ReportLimits.Links, problems, whole); i++)
        {
            if (ReadLink(ref reader, problems, whole with { Index = i }) is { } link)
                links.Add(link);
        }

        return links;
    }

    private static Link? ReadLink(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            TextReading.WrongType(ref reader, problems, where, "a link, an object in braces");
            return null;
        }

        string? title = null, url = null, publisher = null;
        DateOnly? publishedOn = null;
        uint seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            switch (s_properties.Next(ref reader, ref seen, problems, where))
            {
                case Title:
                    title = TextReading.Name(ref reader, problems, where.In("title"), ReportLimits.Title);
                    break;
                case Url:
                    url = ReadUrl(ref reader, problems, where.In("url"));
                    break;
                case Publisher:
                    publisher = TextReading.Name(ref reader, problems, where.In("publisher"), ReportLimits.Label);
                    break;
                case PublishedOn:
                    publishedOn = TimeReading.AnyDay(ref reader, problems, where.In("publishedOn"));
                    break;
            }
        }

        if ((seen & (1u << Title)) == 0)
            problems.Add(RefusalCodes.MissingProperty, where.In("title"), "A link needs its title.");
        return title is null ? null : new Link(title, url, publisher, publishedOn);
    }

    /// <summary>Only addresses that a reader can follow without running anything.</summary>
    private static string? ReadUrl(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        var url = TextReading.Line(ref reader, problems, where, ReportLimits.Url);
        if (url is null || IsAddress(url))
            return url;
        problems.Add(RefusalCodes.BadUrl, where, $"{Quoted.Text(url)} is no whole http, https or urn address; give it from the scheme on, or leave it out.");
        return null;
    }

    private static bool IsAddress(string url)
    {
        foreach (var scheme in s_schemes)
        {
            if (url.Length > scheme.Length && url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return !url.Contains(' ', StringComparison.Ordinal);
        }

        return false;
    }
}
