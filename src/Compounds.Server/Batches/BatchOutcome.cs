using Compounds.Assessments;
using Compounds.Batches;
using Compounds.Claims;
using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Server.Batches;

/// <summary>What became of the reports of a batch, as they stand now.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Waiting">Reports stored whose claims are still being applied.</param>
/// <param name="Unmatched">Reports held because all they speak of is known by its name alone, and nothing tells its place, its type or another name: it may be a known subject.</param>
/// <param name="TakenBack">Reports taken back since.</param>
/// <param name="Used">The other reports, whose claims are in the picture.</param>
/// <param name="Assessments">The assessments that those claims take part in.</param>
/// <param name="IsCut">Whether the batch has more reports than are looked at; the numbers are then the least.</param>
/// <param name="Held">The reports held, at most 100.</param>
public sealed record BatchOutcome(BatchBody Batch, int Waiting, int Unmatched, int TakenBack, int Used, int Assessments, bool IsCut, IReadOnlyList<HeldReport> Held)
{
    private const int MostHeld = 100;

    internal static async Task<BatchOutcome> ReadAsync(IGrainFactory grains, Reader reader, Batch batch, CancellationToken cancellationToken)
    {
        var keys = batch.Reports.Select(static text => ReportKey.TryParse(text, out var key) ? key : (ReportKey?)null).OfType<ReportKey>();
        var reports = (await Task.WhenAll(keys.Select(key => grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(key)).ReadAsync(reader, key.Id, cancellationToken)))).OfType<StoredReport>().ToArray();
        var standing = reports.Where(static report => report.Retracted is null).ToArray();
        var subjects = standing.SelectMany(static report => report.Subjects).Distinct().ToArray();
        var cards = await Task.WhenAll(subjects.Select(subject => grains.GetSubject(subject).CardAsync(reader, SubjectQuestion.Now, cancellationToken)));
        var unmatched = cards.OfType<Card>().Where(static card => !card.IsResolved).ToDictionary(static card => card.Id, static card => card.Name);
        var held = standing.Where(report => report.IsApplied && report.Subjects.All(unmatched.ContainsKey)).ToArray();
        var used = standing.Where(static report => report.IsApplied).Except(held).ToArray();
        return new BatchOutcome(
            BatchBody.Of(batch), standing.Length - used.Length - held.Length, held.Length, reports.Length - standing.Length, used.Length,
            used.SelectMany(static report => report.Report.Claims).Select(AssessmentOf).Distinct().Count(), batch.IsCut,
            [.. held.Take(MostHeld).Select(report => new HeldReport(report.Report.Key.ToString(), [.. report.Subjects.Select(subject => unmatched[subject])]))]);
    }

    /// <summary>Which assessment a claim takes part in.</summary>
    private static (SubjectId, SlotKey) AssessmentOf(Claim claim) =>
        (claim.Subject.Resolved(), SlotKey.ForClaim(AttributeCatalogue.Current[claim.Subject.Kind, claim.Attribute], claim));
}

/// <summary>A report that is stored, but of subjects known by name alone.</summary>
/// <param name="Report">The report, agency/id.</param>
/// <param name="Names">Their names.</param>
public sealed record HeldReport(string Report, IReadOnlyList<string> Names);
