using Compounds.Agencies;
using Compounds.Grains.Inbox;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Simulation.Policy;

namespace Compounds.Server.Policy;

/// <summary>Takes the names of reports that a reader may not see out of what is shown of an action: sharing an action shares no report.</summary>
internal static class HiddenReports
{
    private const string Unnamed = "a report that is not shown to you";

    /// <summary>The same action with those reports unnamed. A name that is no report's is treated as one that is hidden.</summary>
    public static async Task<PolicyActionBody> HideAsync(PolicyActionBody body, Reader reader, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var named = (body.Case?.Evidence ?? []).Select(static each => each.Report).Concat(body.Consents.Select(static each => each.Report)).Concat(body.Observations.Select(static each => each.Source))
            .Concat(body.Declassifications.Select(static each => each.Report).OfType<string>())
            .Distinct(StringComparer.Ordinal).Select(text => (Text: text, Key: KeyOf(text))).Where(static each => each.Key is not null);
        var seen = await Task.WhenAll(named.Select(async each =>
            (each.Text, IsHidden: await grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(each.Key!.Value)).ReadAsync(reader, each.Key.Value.Id, cancellationToken) is null)));
        var hidden = seen.Where(static each => each.IsHidden).Select(static each => each.Text).ToHashSet(StringComparer.Ordinal);
        return hidden.Count == 0 ? body : body with
        {
            Case = body.Case is { } harm ? harm with { Evidence = [.. harm.Evidence.Select(each => hidden.Contains(each.Report) ? each with { Report = Unnamed, FiledBy = "", Marking = null } : each)] } : null,
            Consents = [.. body.Consents.Select(each => hidden.Contains(each.Report) ? each with { Report = Unnamed } : each)],
            Declassifications = [.. body.Declassifications.Select(each => each.Report is { } report && hidden.Contains(report) ? each with { Report = Unnamed } : each)],
            Observations = [.. body.Observations.Select(each => hidden.Contains(each.Source) ? each with { Source = Unnamed } : each)],
            Gate = [.. body.Gate.Select(finding => hidden.Contains(finding.Subject)
                ? new DoNoHarmFinding(finding.Code, "", "The action rests on a report that is not shown to you, and its agency has not consented.", "Ask those who proposed it.") : finding)],
            History = [.. body.History.Select(step => step with { Sentence = Without(hidden, step.Sentence) })],
        };
    }

    /// <summary>A sentence with every hidden name taken out, the longest first: one may begin with another.</summary>
    private static string Without(HashSet<string> hidden, string sentence) =>
        hidden.OrderByDescending(static report => report.Length).Aggregate(sentence, static (text, report) => text.Replace(report, Unnamed, StringComparison.Ordinal));

    private static ReportKey? KeyOf(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Agency.IsId(text[..slash]) && ReportKey.IsId(text[(slash + 1)..]) ? new ReportKey(text[..slash], text[(slash + 1)..]) : null;
    }
}
