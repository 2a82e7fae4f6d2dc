using System.Text;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Exchange.Intake;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Fusion.Tests.PublicRecord;

/// <summary>The shipped public record as a server holds it after loading, without any grain.</summary>
public sealed class LoadedRecord
{
    /// <summary>The day on which the tests load the record.</summary>
    private static readonly DateTimeOffset s_now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<SubjectId, Subject> _subjects = [];

    /// <summary>Loads it, as <c>scripts/run</c> does.</summary>
    public LoadedRecord()
    {
        var folder = Folder();
        var agencies = JsonSerializer.Deserialize<Registered[]>(File.ReadAllText(Path.Combine(folder, "agencies.json")), JsonSerializerOptions.Web)!
            .ToDictionary(static each => each.Id, static each => new Agency(each.Id, each.Name, Tlp.Green, each.SourceReliability[0], each.Cluster), StringComparer.Ordinal);
        var hub = new Agency("task-force", "Task force", Tlp.Red, 'A', null);
        var context = new FilingContext(hub, agencies.Keys.ToHashSet(), agencies.GetValueOrDefault, s_now) { MayStatePublicSince = true };
        var version = 0L;
        foreach (var line in File.ReadLines(Path.Combine(folder, "reports.ndjson")))
        {
            var reading = ReportReader.Read(Encoding.UTF8.GetBytes(line), context);
            Assert.True(reading.Report is not null, string.Join('\n', reading.Problems.Select(static problem => $"{problem.Pointer}: {problem.Message}")));
            var ids = ReferenceResolution.Unresolved(reading.Report!).Select(static each => SubjectId.FromName(each.Reference.Kind, each.Reference.Name!, each.Reference.Place));
            var report = ReferenceResolution.Resolve(reading.Report!, [.. ids]);
            version++;
            foreach (var subject in FiledReport.SubjectsOf(report))
            {
                if (!_subjects.TryGetValue(subject, out var held))
                    _subjects[subject] = held = new Subject(subject);
                held.Apply("record", version, FiledReport.EvidenceAbout(subject, report, agencies[report.Key.Agency].Cluster ?? report.Key.Agency, s_now, null), s_now);
            }
        }
    }

    /// <summary>Who reads: AMBER, so that places are exact.</summary>
    public static Reader Analyst { get; } = new("task-force", Tlp.Amber);

    /// <summary>When the record is loaded and read by default.</summary>
    public static DateTimeOffset Today => s_now;

    /// <summary>Every subject of a kind, or of all, that the record speaks of.</summary>
    public IEnumerable<Subject> Subjects(SubjectKind? kind = null) => _subjects.Values.Where(subject => kind is null || subject.Id.Kind() == kind);

    /// <summary>The cards of a kind at the end of a day in Bangkok, or today.</summary>
    public IReadOnlyList<Card> Cards(SubjectKind kind, DateOnly? day = null) => [.. Subjects(kind).Select(subject => Card(subject.Id, day)).OfType<Card>()];

    /// <summary>The card of a subject at the end of a day in Bangkok, or today.</summary>
    public Card? Card(SubjectId subject, DateOnly? day = null) => State(subject, day) is var (state, hour) ? state.CardAt(hour, isCoarse: false) : null;

    /// <summary>The assessments of a subject at the end of a day in Bangkok, or today.</summary>
    public IReadOnlyList<Assessment> Assessments(SubjectId subject, DateOnly? day = null) => State(subject, day) is var (state, hour) ? state.AssessAll(hour, isCoarse: false, explain: false) : [];

    private (VisibleState State, long Hour)? State(SubjectId subject, DateOnly? day)
    {
        DateTimeOffset? asOf = day is { } told ? CalendarDay.EndOf(told) : null;
        return (_subjects[subject].StateFor(Analyst, new SubjectQuestion(asOf, null, false)), FusionTime.HourOf(asOf ?? s_now));
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Compounds.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return Path.Combine(folder.FullName, "deploy", "public-record");
    }

    private sealed record Registered(string Id, string Name, string SourceReliability, string? Cluster);
}
