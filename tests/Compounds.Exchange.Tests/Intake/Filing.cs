using System.Text;
using Compounds.Agencies;
using Compounds.Exchange.Intake;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Exchange.Tests.Intake;

/// <summary>Lines as an agency would send them, and the reading of them.</summary>
internal static class Filing
{
    public static readonly DateTimeOffset Now = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Agency Pea = new("pea", "Provincial Electricity Authority", Tlp.Amber, 'B', null);
    public static readonly FilingContext OwnOnly = new(Pea, RelaysFor: null, _ => null, Now);
    public static readonly FilingContext Relay = new(
        Pea, new HashSet<string> { "unodc", "nobody" }, id => id == "unodc" ? new Agency("unodc", "UNODC", Tlp.Amber, 'A', null) : null, Now);

    /// <summary>PEA for itself, with the right to say since when a page could be read in public.</summary>
    public static readonly FilingContext Archive = OwnOnly with { MayStatePublicSince = true };

    /// <summary>A whole report of two claims, about 900 bytes.</summary>
    public const string Whole = """
        {"report":"PEA-2025-0205-1","agency":"pea","revision":2,"writtenAt":"2025-02-05T09:10:00+07:00","grade":"B2",
        "handling":{"tlp":"AMBER","pap":"GREEN","audience":["thb"]},"cites":["reuters/RT-12","origin:Thai Army","R-1"],
        "narrative":"Supply at the Ban Wang Pha point was cut at nine; the site runs on generators since.\nNo outage seen at KK Park.","language":"en",
        "links":[{"title":"Five points cut","url":"https://example.org/news/1","publisher":"The Nation","publishedOn":"2025-02-05"}],
        "claims":[{"subject":{"kind":"compound","name":"KK Park","place":"Myawaddy"},"attribute":"headcount","value":{"low":3000,"high":5000},"unit":"people","observedAt":"2025-02-04","credibility":3},
        {"subject":{"kind":"compound","name":"Shwe Kokko"},"attribute":"supplyShare","dimension":"power","party":{"kind":"infrastructure","name":"Ban Wang Pha feed"},"value":{"value":0.8,"sigma":0.2},"unit":"fraction"}]}
        """;

    /// <summary>Reads a line filed by PEA for itself.</summary>
    public static ReportReading Read(string line) => ReportReader.Read(Encoding.UTF8.GetBytes(line), OwnOnly);

    /// <summary>A report that is right but for these properties.</summary>
    public static string With(string properties) => $$"""
        {"report":"R-1","writtenAt":"2025-02-05","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},{{properties}},
        "claims":[{"subject":"compound:kk-park","attribute":"status","value":"operating"}]}
        """;

    /// <summary>A report of one claim, given by its properties.</summary>
    public static string Claim(string properties) => $$"""
        {"report":"R-1","writtenAt":"2025-02-05","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},"claims":[{{{properties}}}]}
        """;

    /// <summary>A report of one claim about KK Park.</summary>
    public static string About(string properties) => Claim($"\"subject\":\"compound:kk-park\",{properties}");

    /// <summary>The report of a line that must be right.</summary>
    public static Report Accepted(string line)
    {
        var reading = Read(line);
        Assert.Empty(reading.Problems);
        return Assert.IsType<Report>(reading.Report);
    }

    /// <summary>The only problem of a line.</summary>
    public static ReportProblem Problem(string line)
    {
        var reading = Read(line);
        Assert.Null(reading.Report);
        Assert.Null(reading.Retraction);
        return Assert.Single(reading.Problems);
    }

    /// <summary>The only warning of a line that is accepted.</summary>
    public static ReportProblem Warning(string line)
    {
        var reading = Read(line);
        Assert.Empty(reading.Problems);
        return Assert.Single(reading.Warnings);
    }
}
