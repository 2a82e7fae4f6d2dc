using System.Text;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Exchange.PublicRecord;

/// <summary>The public record as reports, with the account of what became of every item.</summary>
/// <param name="Agencies">One agency a publisher, sorted by id.</param>
/// <param name="Lines">One report a line in the wire format of intake, sorted by agency and report id.</param>
/// <param name="Account">What was mapped and what was not, with the reasons: plain text for people.</param>
public sealed record Conversion(IReadOnlyList<Agency> Agencies, IReadOnlyList<string> Lines, string Account)
{
    /// <summary>The agencies as a JSON array, one agency a line, for registration before the reports are filed.</summary>
    public string AgenciesJson()
    {
        var text = new StringBuilder("[\n");
        for (var index = 0; index < Agencies.Count; index++)
        {
            var agency = Agencies[index];
            text.Append("  ").Append(WireJson.Write(new()
            {
                ["id"] = agency.Id,
                ["name"] = agency.Name,
                ["clearance"] = agency.Clearance.Text(),
                ["sourceReliability"] = agency.SourceReliability.ToString(),
                ["cluster"] = agency.Cluster,
            })).Append(index < Agencies.Count - 1 ? ",\n" : "\n");
        }

        return text.Append("]\n").ToString();
    }

    /// <summary>The reports as NDJSON: each line ends with a line feed.</summary>
    public string ReportsNdjson() => string.Concat(Lines.Select(static line => line + "\n"));
}
