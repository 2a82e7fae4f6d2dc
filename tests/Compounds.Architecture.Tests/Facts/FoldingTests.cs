using System.Buffers;
using Compounds.Agencies;
using Compounds.Audit;
using Compounds.Batches;
using Compounds.Grains;
using Compounds.Grains.Agencies;
using Compounds.Grains.Audit;
using Compounds.Grains.Batches;
using Compounds.Grains.Directory;
using Compounds.Grains.Fronts;
using Compounds.Grains.Inbox;
using Compounds.Grains.Policy;
using Compounds.Grains.Scenarios;
using Compounds.Grains.Sessions;
using Compounds.Grains.States;
using Compounds.Grains.Subjects;
using Compounds.Grains.Views;
using Compounds.Grains.Watches;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Sessions;
using Compounds.Simulation.Policy;
using Compounds.Subjects;
using Compounds.Views;
using Compounds.Watches;
using CsCheck;

namespace Compounds.Architecture.Tests.Facts;

/// <summary>
/// What a grain holds after it wrote facts is what it holds after it read them, or after it was kept between two of them and read back:
/// whatever the facts, whatever their order.
/// </summary>
public class FoldingTests
{
    private const int MostFacts = 12;

    private static readonly string[] s_letters = ["a", "b", "c"];

    private static readonly Dictionary<string, Action> s_laws = new(StringComparer.Ordinal)
    {
        ["RegisterGrain"] = static () => Holds(RegisterGrain.Folding, RegisterFacts),
        ["SessionsGrain"] = static () => Holds(SessionsGrain.Folding, SessionFacts),
        ["AuditDayGrain"] = static () => Holds(AuditDayGrain.Folding, Gen.OneOf<AuditFact>(
            Gen.Select(Letter, Letter, Gen.Int[0, 200], static AuditFact (a, report, minute) => new AuditRead(
                a + ":1", a, Tlp.Red, "GetReport", [report], Tlp.Red, 1, 1, null, [report], Some.Noon.AddMinutes(minute))),
            Gen.Select(Letter, Gen.Int[0, 200], static AuditFact (a, minute) => Some.AuditRefused with { Network = a, Minute = Some.Noon.AddMinutes(minute) }),
            Gen.Select(Letter, Gen.Int[0, 200], static AuditFact (a, minute) => Some.AuditAlarmed with { Who = a, Minute = Some.Noon.AddMinutes(minute) }))),
        ["RedReadingsGrain"] = static () => Holds(RedReadingsGrain.Folding, Gen.Select(Letter, Letter, static RedReadingFact (a, report) =>
            new RedRead([report], a + ":1", Some.Noon))),
        ["PolicyDirectoryGrain"] = static () => Holds(PolicyDirectoryGrain.Folding, PolicyListFacts),
        ["ViewsGrain"] = static () => Holds(ViewsGrain.Folding, Gen.OneOf<ViewFact>(
            Letter.Select(static ViewFact (a) => new ViewSaved(Some.View with { Id = a })), Letter.Select(static ViewFact (a) => new ViewRemoved((Some.View with { Id = a }).Key)))),
        ["WatchlistGrain"] = static () => Holds(WatchlistGrain.Folding, Gen.OneOf<WatchlistFact>(
            Letter.Select(static WatchlistFact (a) => new WatchAdded(Some.Watch with { Id = a })), Letter.Select(static WatchlistFact (a) => new WatchMuted(a, true)),
            Letter.Select(static WatchlistFact (a) => new WatchRemoved(a)), Letter.Select(static WatchlistFact (a) => new AlertRaised(Some.Alert with { Report = a })),
            Letter.Select(static WatchlistFact (a) => new AlertsRead([a + "@2"])))),
        ["BatchesGrain"] = static () => Holds(BatchesGrain.Folding, Gen.Select(Letter, Gen.Bool, Letter, static BatchFact (a, hasParts, part) => new BatchReceived(Some.Batch with { Id = a }, hasParts ? [part] : null))),
        ["DirectoryGrain"] = static () => Holds(DirectoryGrain.Folding, Gen.Select(Letter, Gen.Bool, Gen.Bool, static (a, isGiven, isWithdrawn) =>
            new NameFact(Some.Name with { Name = "Park " + a, Report = isGiven ? a : null }, isWithdrawn))),
        ["InboxGrain"] = static () => Holds(InboxFacts.Folding, Gen.OneOf<InboxFact>(
            Gen.Select(Letter, Gen.Int[1, 3], Relay, static InboxFact (a, revision, relay) => Filed(a, revision, relay)),
            Gen.Select(Letter, Relay, static InboxFact (a, relay) => new ReportRetracted(a, RetractionReason.Erroneous, "border-police:key-1", relay)),
            Letter.Select(static InboxFact (a) => new ReportFollowed(a, Some.Meant)), Gen.Int[0, MostFacts].Select(static InboxFact (through) => new ReportsDelivered(through, through % 2)),
            Gen.Int[1, MostFacts].Select(static InboxFact (fact) => new DeliveryParked(fact, Some.Meant, "fault")), Gen.Int[1, MostFacts].Select(static InboxFact (fact) => new DeliveryResumed(fact)))),
        ["SubjectGrain"] = static () => Holds(SubjectGrain.FoldingOf(Some.KkPark), Gen.Select(Letter, Gen.Int[0, 6], Gen.Int[1, 8], Gen.Bool, static (inbox, settled, version, isTakenBack) =>
        {
            var append = new SubjectAppend();
            append.Add(inbox, [new DeliveredEvidence(version, isTakenBack ? Some.Retracted : Some.Evidence), new DeliveredEvidence(version + 2, Some.Evidence)], settled);
            return append.Facts.Single();
        }), static subject => Assert.NotNull(subject.HistoryFor(Some.Chosen.Reader).ToArray())), // Unread evidence is in memory as it was stored.
        ["PolicyActionGrain"] = static () => Holds(PolicyActionGrain.Folding, Gen.OneOf<PolicyStoredFact>(
            Gen.Bool.Select(static PolicyStoredFact (isShared) => new PolicyMarked(isShared ? Some.Marking with { Acting = ["embassy"] } : Some.Marking)),
            Gen.Bool.Select(static PolicyStoredFact (isLabelled) => new PolicyScenarioChosen(isLabelled ? Some.Chosen with { Label = Some.Label } : Some.Chosen)),
            Letter.Select(static PolicyStoredFact (a) => new PolicyStepTaken(new PolicyActionDeclassified(Signed(a), new ShownTo("AMBER", ["embassy"]), a == "a" ? null : "border-police/" + a))),
            Letter.Select(static PolicyStoredFact (a) => new PolicyStepTaken(new PolicyActionMarkingLowered(Signed(a), new ShownTo("AMBER", [])))),
            Letter.Select(static PolicyStoredFact (a) => new PolicyStepTaken(new PolicyActionDrafted(Signed(a), "ตัดไฟ " + a, Some.Question.Scenario))),
            Gen.Int[1, 2].Select(static PolicyStoredFact (proposal) => new PolicyStepTaken(new PolicyActionApproved(Signed("a"), proposal))),
            Letter.Select(static PolicyStoredFact (a) => new PolicyStepTaken(new PolicyActionWithdrawn(Signed(a)))))),
        ["ScenarioGrain"] = static () => Holds(ScenarioGrain.Folding, Gen.OneOf<ScenarioFact>(
            Gen.Select(Letter, Gen.Bool, static ScenarioFact (a, isLabelled) => ScenarioAsked.Of(Some.Question with { Title = a, Label = isLabelled ? Some.Label : null })), Letter.Select(static ScenarioFact (a) => new ScenarioCompleted(a, 512)),
            Gen.Const<ScenarioFact>(new ScenarioCancelled()))),
        ["FrontGrain"] = static () => Holds(FrontGrain.Folding, Gen.OneOf<FrontFact>(
            Gen.Select(Letter, Gen.Bool, static FrontFact (a, isLabelled) => new FrontAsked(Some.Front with { Title = a, Label = isLabelled ? Some.Label : null })), Letter.Select(static FrontFact (a) => new FrontCompleted(a, 8)), Gen.Const<FrontFact>(new FrontCancelled()))),
    };

    private static readonly Type[] s_bases = [typeof(EventSourcedGrain<,>), typeof(LongRunGrain<,>), typeof(PreferenceGrain<,>)];

    private static long Cases { get; } = long.TryParse(Environment.GetEnvironmentVariable("COMPOUNDS_PROPERTY_CASES"), out var cases) ? cases : 1_000;

    internal static Gen<RegisterFact> RegisterFacts => Gen.OneOf<RegisterFact>(
        Letter.Select(static RegisterFact (a) => new AgencyRegistered(Some.Agency with { Id = a, Name = "ด่าน " + a })), Letter.Select(static RegisterFact (a) => new KeyIssued(Some.Key with { Id = a, Hash = a })),
        Letter.Select(static RegisterFact (a) => new KeyRevoked(a, Some.Noon)),
        Gen.Select(Letter, Letter, static RegisterFact (a, b) => new GrantRequested(Some.Grant with { Id = a, Asked = new KeyAsked(Some.Key with { Id = b, Hash = b }) })),
        Gen.Select(Letter, Letter, static RegisterFact (a, b) => new GrantRequested(Some.Grant with { Id = a, Asked = new ClearanceAsked(b, Readers.Tlp.Red) })),
        Letter.Select(static RegisterFact (a) => new GrantRequested(Some.Grant with { Id = a, Asked = new AccessAsked(Some.Report.Key, "ngo:1", EmergencyReason.LifeAtRisk) })),
        Gen.Select(Letter, Letter, static RegisterFact (a, b) => new GrantConfirmed(a, Some.Noon, "task-force:" + b)), Letter.Select(static RegisterFact (a) => new GrantRefused(a, Some.Noon, "task-force:1")),
        Gen.Select(Letter, Gen.Int[0, 3], static RegisterFact (a, day) => new KeyUsed(a, new DateOnly(2025, 2, 5).AddDays(day))));

    internal static Gen<SessionFact> SessionFacts => Gen.OneOf<SessionFact>(
        Gen.Select(Letter, Gen.Int[0, 20], static SessionFact (a, hours) => new SessionStarted(
            Some.Session with { Id = a, StartedAt = Some.Noon.AddHours(hours), EndsAt = Some.Noon.AddHours(hours + 12) })),
        Letter.Select(static SessionFact (a) => new SessionsEnded([a], "border-police:3f0c92d15ab47e68")));

    internal static Gen<PolicyListFact> PolicyListFacts => Gen.Select(Letter, Gen.Int[0, 3], static PolicyListFact (a, day) =>
        new PolicyActionListed(new PolicyEntry(a, Some.Marking, Some.Noon.AddDays(day))));

    private static Gen<string> Letter => Gen.Int[0, s_letters.Length - 1].Select(static i => s_letters[i]);

    private static Gen<string?> Relay => Gen.Int[0, 2].Select(static i => i == 0 ? null : s_letters[i]);

    public static TheoryData<string> Grains { get; } = [.. s_laws.Keys];

    [Theory]
    [MemberData(nameof(Grains))]
    public void Facts_that_were_written_and_facts_that_are_read_fold_to_the_same_state(string grain) => s_laws[grain]();

    [Fact]
    public void Every_grain_that_folds_facts_is_among_these() => Assert.Equal(
        s_laws.Keys.Order(StringComparer.Ordinal),
        typeof(FactCodec<>).Assembly.GetTypes()
            .Where(static type => !type.IsGenericTypeDefinition && type.BaseType is { IsGenericType: true } above && s_bases.Contains(above.GetGenericTypeDefinition()))
            .Select(static type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_delivery_that_stands_twice_in_a_stream_counts_once()
    {
        var folding = SubjectGrain.FoldingOf(Some.KkPark);
        var append = new SubjectAppend();
        append.Add("border-police/3", [new DeliveredEvidence(7, Some.Evidence)]);
        var (once, twice) = (folding.Start(), folding.Start());
        folding.Fold(once, append.Facts[0], new FactPlace(1, Some.Noon));
        folding.Fold(twice, append.Facts[0], new FactPlace(1, Some.Noon));
        folding.Fold(twice, append.Facts[0], new FactPlace(2, Some.Noon.AddMinutes(1)));
        Assert.Equal(StateText.Of(once), StateText.Of(twice));
        Assert.False(twice.HasApplied("border-police/3", 6));
        Assert.True(twice.HasApplied("border-police/3", 7));
    }

    private static void Holds<TState, TFact>(Folding<TState, TFact> folding, Gen<TFact> fact, Action<TState>? read = null) => fact.List[0, MostFacts].Sample(
        facts =>
        {
            var (live, replayed) = (folding.Start(), folding.Start());
            for (var i = 0; i < facts.Count; i++)
            {
                var place = new FactPlace(i + 1, Some.Noon.AddMinutes(i));
                if (i == facts.Count / 2 && folding.Form is { } form)
                    live = form.Read(form.Write(live))!;
                live = folding.Fold(live, facts[i], place);
                var written = folding.Codec.Write(facts[i], place.RecordedAt);
                replayed = folding.Fold(replayed, folding.Codec.Read(new Fact("stream", place.Version, written.RecordedAt, written.Name, written.Body, new byte[32])), place);
            }

            read?.Invoke(live);
            read?.Invoke(replayed);
            Assert.Equal(StateText.Of(live), StateText.Of(replayed));
        },
        iter: Cases);

    private static ReportFiled Filed(string id, int revision, string? relay)
    {
        var body = new ArrayBufferWriter<byte>();
        var report = Some.Report with { Key = new ReportKey("border-police", id), Revision = revision };
        var hash = ReportFact.Write(body, report, Some.Meant, "government", null, "border-police:key-1", relay);
        return new ReportFiled(id, revision, hash, report.Handling, body.WrittenMemory, relay);
    }

    private static Signature Signed(string member) => new(member, "border-police:" + member, "Because it helps.", Some.Noon);
}
