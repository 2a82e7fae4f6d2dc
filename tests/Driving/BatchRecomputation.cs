using System.Buffers;
using System.Text;
using System.Text.Json;
using Compounds.Assessments;
using Compounds.Fusion;
using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Driving;

/// <summary>What a ledger amounts to when it is read from its beginning, without any grain.</summary>
internal sealed class BatchRecomputation
{
    private const string InboxPrefix = "inbox/";
    private const string SubjectPrefix = "subject/";

    private readonly Dictionary<SubjectId, Subject> _subjects = [];
    private readonly List<Handed> _taken = [];
    private readonly List<Handed> _owed = [];
    private readonly HashSet<(string Report, int Revision)> _filed = [];

    /// <summary>The subjects, folded from what they recorded.</summary>
    public IReadOnlyCollection<SubjectId> Subjects => _subjects.Keys;

    /// <summary>What the subjects recorded to have taken in, in the order of their streams.</summary>
    public IReadOnlyList<Handed> Taken => _taken;

    /// <summary>What the inboxes owe the subjects for the reports and retractions they recorded.</summary>
    public IReadOnlyList<Handed> Owed => _owed;

    /// <summary>The reports that are stored, as <c>agency/id</c>, with each of their revisions.</summary>
    public IReadOnlyCollection<(string Report, int Revision)> Filed => _filed;

    /// <summary>Whether the subjects have taken in all that the inboxes owe them.</summary>
    public bool IsTaken => !_owed.Except(_taken).Any();

    /// <summary>Reads a whole ledger.</summary>
    public static async Task<BatchRecomputation> RunAsync(IEventLog ledger)
    {
        var batch = new BatchRecomputation();
        await foreach (var head in ledger.ListStreamsAsync("", CancellationToken.None))
        {
            if (head.Stream.StartsWith(InboxPrefix, StringComparison.Ordinal))
                await batch.ReadInboxAsync(ledger, head.Stream);
            else if (head.Stream.StartsWith(SubjectPrefix, StringComparison.Ordinal))
                await batch.ReadSubjectAsync(ledger, head.Stream);
        }

        return batch;
    }

    /// <summary>The view that the live system must give; null when the reader may see nothing of the subject.</summary>
    public SubjectView? View(SubjectId id, Reader reader, DateTimeOffset now, bool explain)
    {
        var (state, hour, isCoarse) = (_subjects[id].StateFor(reader, SubjectQuestion.Now), FusionTime.HourOf(now), reader.SeesCoarsePlaces());
        return state.CardAt(hour, isCoarse) is { } card
            ? new SubjectView(card, FusionTime.TimeOf(hour), FusionTime.TimeOf(hour), state.AssessAll(hour, isCoarse, explain), LabourScreen.Of(state, hour), state.Label()) : null;
    }

    /// <summary>
    /// Nothing that was stored is missing from the live state, nothing is in it twice, and nothing else is but what the reports cited by
    /// others cite in turn, which claims nothing.
    /// </summary>
    public void AssertTakenOnce()
    {
        Assert.Empty(_taken.GroupBy(static handed => (handed.Subject, handed.Inbox, handed.Version)).Where(static same => same.Count() > 1).Select(static same => same.Key));
        Assert.Empty(_owed.Except(_taken));
        Assert.All(_taken.Except(_owed), static handed => Assert.False(handed.Claims));
    }

    private async Task ReadInboxAsync(IEventLog ledger, string stream)
    {
        var inbox = stream[InboxPrefix.Length..];
        var latest = new Dictionary<string, (Report Report, string Source)>(StringComparer.Ordinal);
        await foreach (var fact in ledger.ReadAsync(stream, 1, CancellationToken.None))
        {
            if (fact.Name == "report-filed")
            {
                var (report, source, _, _) = InboxFacts.ReadFiled(fact);
                _filed.Add((report.Key.ToString(), report.Revision));
                var before = latest.TryGetValue(report.Key.Id, out var replaced) ? FiledReport.SubjectsOf(replaced.Report) : [];
                latest[report.Key.Id] = (report, source);
                foreach (var subject in FiledReport.SubjectsOf(report).Union(before))
                    _owed.Add(Handed.Of(subject, inbox, fact.Version, FiledReport.EvidenceAbout(subject, report, source, fact.RecordedAt, null)));
            }
            else if (fact.Name == "report-retracted")
            {
                var (retraction, _) = InboxFacts.ReadRetraction(fact, inbox[..inbox.LastIndexOf('/')]);
                var (report, source) = latest[retraction.Key.Id];
                foreach (var subject in FiledReport.SubjectsOf(report))
                    _owed.Add(Handed.Of(subject, inbox, fact.Version, FiledReport.EvidenceAbout(subject, report, source, fact.RecordedAt, retraction.Reason)));
            }
        }
    }

    private async Task ReadSubjectAsync(IEventLog ledger, string stream)
    {
        var subject = new Subject(SubjectId.Parse(stream[SubjectPrefix.Length..]));
        _subjects[subject.Id] = subject;
        await foreach (var fact in ledger.ReadAsync(stream, 1, CancellationToken.None))
        {
            foreach (var (inbox, item) in SubjectFacts.Read(fact))
            {
                subject.Apply(inbox, item.Version, item.Evidence, fact.RecordedAt);
                _taken.Add(Handed.Of(subject.Id, inbox, item.Version, item.Evidence));
            }
        }
    }

    /// <summary>Evidence on its way from an inbox to a subject.</summary>
    internal sealed record Handed(SubjectId Subject, string Inbox, long Version, string Evidence, bool Claims)
    {
        public static Handed Of(SubjectId subject, string inbox, long version, ReportEvidence evidence)
        {
            var json = new ArrayBufferWriter<byte>(1024);
            using (var writer = new Utf8JsonWriter(json))
                ReportEvidenceJson.Write(writer, evidence);
            return new Handed(subject, inbox, version, Encoding.UTF8.GetString(json.WrittenSpan), evidence.Claims.Count > 0);
        }
    }
}
