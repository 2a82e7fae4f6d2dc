using System.Collections.Immutable;
using Compounds.Agencies;
using Compounds.Grains.Inbox;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Policy;

/// <summary>Looks up what a proposal rests on, so that nobody types in a PAP level or an agency.</summary>
internal static class EvidenceLookUp
{
    /// <summary>Finds reports through a reader's eyes.</summary>
    /// <returns>The evidence in the order given, and a finding for each report that the reader may not see, that was taken back or never filed.</returns>
    public static async Task<(ImmutableArray<RestingEvidence> Known, ImmutableArray<DoNoHarmFinding> Unknown)> FindAsync(
        IGrainFactory grains, Reader reader, IReadOnlyList<string> reports, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(reports.Distinct(StringComparer.Ordinal).Select(async text => (Text: text, Stored: await ReadAsync(grains, reader, text, cancellationToken))));
        return (
            [.. found.Where(static f => f.Stored is not null).Select(static f => new RestingEvidence(f.Text, f.Stored!.Report.Key.Agency, Level(f.Stored.Report.StrictestPap()), null, MarkingOf(f.Stored.Report)))],
            [.. found.Where(static f => f.Stored is null).Select(static f => new DoNoHarmFinding(
                "evidence-unknown", f.Text, "There is no such report, it was taken back, or you may not see it.", "Name reports that stand and that you may see, agency/id each."))]);
    }

    private static async Task<StoredReport?> ReadAsync(IGrainFactory grains, Reader reader, string text, CancellationToken cancellationToken)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || !Agency.IsId(text[..slash]) || !ReportKey.IsId(text[(slash + 1)..]))
            return null;
        var key = new ReportKey(text[..slash], text[(slash + 1)..]);
        var stored = await grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(key)).ReadAsync(reader, key.Id, cancellationToken);
        return stored is { Retracted: null } ? stored : null;
    }

    /// <summary>The join of the report's marking and of those of its claims that the proposer sees.</summary>
    private static ShownTo MarkingOf(Report report) =>
        report.Claims.Aggregate(report.Handling, static (marking, claim) => claim.Handling is { } own ? marking.Join(own) : marking).Shown();

    private static PermissibleAction Level(Pap pap) => pap switch
    {
        Pap.Clear => PermissibleAction.Clear,
        Pap.Green => PermissibleAction.Green,
        Pap.Amber => PermissibleAction.Amber,
        _ => PermissibleAction.Red,
    };
}
