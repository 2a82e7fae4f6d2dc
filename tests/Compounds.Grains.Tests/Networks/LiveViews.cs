using System.Text;
using Compounds.Assessments;
using Compounds.Exchange.Intake;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Tests.Networks;

/// <summary>What readers may know after some lines were filed, without any grain.</summary>
internal sealed class LiveViews
{
    /// <summary>When lines are read, unless a test says otherwise; nothing observed later is accepted.</summary>
    private static readonly DateTimeOffset s_now = GrainCluster.Noon;

    private readonly Dictionary<SubjectId, Subject> _subjects = [];

    private LiveViews()
    {
    }

    /// <summary>Files lines, those of which no report can be read aside.</summary>
    public static LiveViews Of(IEnumerable<string> lines, DateTimeOffset? now = null)
    {
        var views = new LiveViews();
        var version = 0L;
        foreach (var report in lines.Select(line => Read(line, now)).OfType<Report>().GroupBy(static report => report.Key).Select(static same => same.MaxBy(static report => report.Revision)!))
        {
            version++;
            foreach (var subject in FiledReport.SubjectsOf(report))
            {
                if (!views._subjects.TryGetValue(subject, out var held))
                    views._subjects[subject] = held = new Subject(subject);
                held.Apply("all", version, FiledReport.EvidenceAbout(subject, report, report.Key.Agency, now ?? s_now, null), now ?? s_now);
            }
        }

        return views;
    }

    /// <summary>The report of a line; null when it is a retraction or refused.</summary>
    public static Report? Read(string line, DateTimeOffset? now = null)
    {
        var context = new FilingContext(FilingDesk.Agencies[2], FilingDesk.Agencies.Select(static agency => agency.Id).ToHashSet(), static id => FilingDesk.Agencies.FirstOrDefault(agency => agency.Id == id), now ?? s_now) { MayStatePublicSince = true };
        return ReportReader.Read(Encoding.UTF8.GetBytes(line), context).Report is { } report
            ? ReferenceResolution.Resolve(report, [.. ReferenceResolution.Unresolved(report).Select(static each => SubjectId.FromName(each.Reference.Kind, each.Reference.Name!, each.Reference.Place))]) : null;
    }

    /// <summary>All that a reader may know, now or as of a time.</summary>
    public IReadOnlyList<SubjectView> For(Reader reader, DateTimeOffset? asOf = null)
    {
        var (hour, isCoarse) = (FusionTime.HourOf(asOf ?? s_now), reader.SeesCoarsePlaces());
        return [.. _subjects.Values.Select(subject => subject.StateFor(reader, new SubjectQuestion(asOf, null, false))).Where(static state => !state.IsEmpty)
            .Select(state => new SubjectView(state.CardAt(hour, isCoarse)!, s_now, s_now, state.AssessAll(hour, isCoarse, explain: false), null, state.Label()))];
    }
}
