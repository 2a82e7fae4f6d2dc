using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>One delivery to the compound: evidence and when it was applied.</summary>
internal sealed record Told(ReportEvidence Evidence, DateTimeOffset AppliedAt)
{
    private const int MaxReports = 9;

    private static readonly Gen<string> s_cited = Gen.Frequency((3, Gen.Int[0, MaxReports - 1].Select(static report => KeyOf(report).ToString())), (1, Some.OneOf("origin:army", "origin:wire")));

    /// <summary>
    /// Gets histories of up to a dozen deliveries: filings, revisions that change handling and citations, retractions for every reason,
    /// reports that stop speaking of the compound, and reports that never did and are delivered because others cite them.
    /// </summary>
    public static Gen<Told[]> Histories { get; } = Gen.Frequency((6, Steps(12)), (1, Steps(40))).Select(Tell);

    /// <summary>What a reader can have to do with: visible deliveries with their visible claims, less the context that only hidden reports brought.</summary>
    public static Told[] VisibleTo(Reader reader, Told[] history) => [.. ShownTo(reader, history).OfType<Told>()];

    /// <summary>The same, each in the place of the delivery that it is the visible part of; null where nothing is shown.</summary>
    public static Told?[] ShownTo(Reader reader, Told[] history)
    {
        var visible = history.Select(told => told.Evidence.VisibleTo(reader) is { } shown ? told with { Evidence = shown } : null).ToArray();
        var reached = visible.OfType<Told>().Where(static told => told.Evidence.Claims.Count > 0).Select(static told => told.Evidence.Report.ToString()).ToHashSet();
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var report))
        {
            foreach (var cited in visible.OfType<Told>().Where(told => told.Evidence.Report.ToString() == report).SelectMany(static told => told.Evidence.Cites))
            {
                if (reached.Add(cited))
                    open.Enqueue(cited);
            }
        }

        return [.. visible.Select(told => told is not null && reached.Contains(told.Evidence.Report.ToString()) ? told : null)];
    }

    /// <summary>The same deliveries in another order; each report's own deliveries keep theirs, as an inbox shard keeps it.</summary>
    public static Gen<Told[]> Reordered(Told[] history) => Gen.Shuffle(Enumerable.Range(0, history.Length).ToArray()).Select(order =>
    {
        var queues = history.GroupBy(static told => told.Evidence.Report).ToDictionary(static group => group.Key, static group => new Queue<Told>(group));
        return order.Select(place => queues[history[place].Evidence.Report].Dequeue()).ToArray();
    });

    public static Subject Fold(IEnumerable<Told> history)
    {
        var subject = new Subject(Assessments.Evidence.KkPark);
        foreach (var told in history)
            told.ApplyTo(subject);
        return subject;
    }

    /// <summary>Delivers it, with the form in which the ledger has it or without.</summary>
    public void ApplyTo(Subject subject, bool isStored = false) => subject.Apply(
        $"{Evidence.Report.Agency}/0", subject.HistoryCount + 1, Evidence, AppliedAt, isStored ? System.Text.Encoding.UTF8.GetBytes(Seen.Json(Evidence)) : default);

    private static Gen<Step[]> Steps(int most) => Gen.Select(
        Gen.Int[0, MaxReports - 1].SelectMany(static report => Gen.Select(Gen.Const(report), Some.HandlingOf(AgencyOf(report)))),
        Gen.Int[0, 9], Some.Grade, s_cited.Array[0, 2], RandomClaim.Any.Array[1, 3],
        static (marked, action, grade, cites, claims) => new Step(marked.Item1, action, marked.Item2, grade, [.. cites.Distinct().Order(StringComparer.Ordinal)], claims)).Array[1, most];

    private static Told[] Tell(Step[] steps)
    {
        var last = new Dictionary<int, ReportEvidence>();
        return [.. steps.Select((step, i) =>
        {
            var before = last.GetValueOrDefault(step.Report);
            var recordedAt = Assessments.Evidence.Start.AddMinutes(i / 2 * 97);
            // Two of the reports never speak of the compound; they are delivered as what others rest on.
            var isContext = step.Report >= MaxReports - 2;
            var claims = isContext || step.Action == 0 ? [] : step.Claims.Select(static (claim, ordinal) => claim with { Ordinal = ordinal }).ToArray();
            var evidence = step.Action <= 3 && step.Action > 0 && before is { Retracted: null }
                ? before with { Claims = [], Retracted = (RetractionReason)(step.Action - 1), RecordedAt = recordedAt }
                : new ReportEvidence(KeyOf(step.Report), (before?.Revision ?? 0) + 1, SourceOf(step.Report), step.Grade, step.Handling, step.Cites, recordedAt, claims, null);
            last[step.Report] = evidence;
            return new Told(evidence, recordedAt.AddSeconds(5));
        })];
    }

    private static string AgencyOf(int report) => (report % 3) switch { 0 => "police", 1 => "embassy", _ => "ngo" };

    private static string SourceOf(int report) => report % 4 == 0 ? "cluster" : AgencyOf(report);

    private static ReportKey KeyOf(int report) => new(AgencyOf(report), $"r{report}");

    private sealed record Step(int Report, int Action, Handling Handling, Grade Grade, string[] Cites, Claim[] Claims);
}
