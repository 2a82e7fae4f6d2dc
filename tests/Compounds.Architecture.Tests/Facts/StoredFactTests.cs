using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Compounds.Agencies;
using Compounds.Audit;
using Compounds.Architecture.Tests.Contracts;
using Compounds.Batches;
using Compounds.Grains;
using Compounds.Grains.Inbox;
using Compounds.Grains.Policy;
using Compounds.Grains.Fronts;
using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Reports;
using Compounds.Sessions;
using Compounds.Subjects;
using Compounds.Views;
using Compounds.Watches;

namespace Compounds.Architecture.Tests.Facts;

/// <summary>What was ever stored can be read for ever, and is written as it was.</summary>
public partial class StoredFactTests
{
    private static readonly Dictionary<string, Func<byte[]>> s_written = new()
    {
        ["report-filed"] = static () =>
        {
            var body = new ArrayBufferWriter<byte>();
            ReportFact.Write(body, Some.Report, Some.Meant, "government");
            return body.WrittenSpan.ToArray();
        },
        ["report-retracted"] = static () => InboxFacts.Retraction(Some.Report.Key.Id, RetractionReason.Handling),
        ["reports-delivered"] = static () => InboxFacts.Delivery(41),
        ["delivery-parked"] = static () => InboxFacts.Parking(new DeliveryParked(7, [Some.KkPark], "too-large")),
        ["delivery-resumed"] = static () => InboxFacts.Resumption(7),
        ["report-followed"] = static () => InboxFacts.Following("2025-014", Some.Meant),
        ["evidence-applied"] = static () =>
        {
            var append = new SubjectAppend();
            append.Add("border-police/3", [new DeliveredEvidence(7, Some.Evidence), new DeliveredEvidence(9, Some.Retracted)]);
            return append.Facts.Single().Body.ToArray();
        },
        ["name-registered"] = static () => JsonSerializer.SerializeToUtf8Bytes(Some.Name, StoredJson.Options),
        ["name-withdrawn"] = static () => JsonSerializer.SerializeToUtf8Bytes(Some.Name with { Place = null }, StoredJson.Options),
        ["agency-registered"] = static () => JsonSerializer.SerializeToUtf8Bytes<RegisterFact>(new AgencyRegistered(Some.Agency), StoredJson.Options),
        ["key-issued"] = static () => JsonSerializer.SerializeToUtf8Bytes<RegisterFact>(new KeyIssued(Some.Key), StoredJson.Options),
        ["key-used"] = static () => JsonSerializer.SerializeToUtf8Bytes<RegisterFact>(new KeyUsed(Some.Key.Id, new DateOnly(2025, 2, 5)), StoredJson.Options),
        ["session-started"] = static () => JsonSerializer.SerializeToUtf8Bytes<SessionFact>(new SessionStarted(Some.Session), StoredJson.Options),
        ["sessions-ended"] = static () => JsonSerializer.SerializeToUtf8Bytes<SessionFact>(Some.SessionsEnded, StoredJson.Options),
        ["audit-read"] = static () => Audit(Some.AuditRead),
        ["audit-refused"] = static () => Audit(Some.AuditRefused),
        ["audit-alarmed"] = static () => Audit(Some.AuditAlarmed),
        ["red-read"] = static () => JsonSerializer.SerializeToUtf8Bytes<RedReadingFact>(Some.RedRead, StoredJson.Options),
        ["policy-action-marked"] = static () => PolicyFacts.Write(Some.Marking, Some.Noon).Body.ToArray(),
        ["policy-scenario-chosen"] = static () => PolicyFacts.Write(Some.Chosen, Some.Noon).Body.ToArray(),
        ["policy-action-listed"] = static () => JsonSerializer.SerializeToUtf8Bytes<PolicyListFact>(new PolicyActionListed(new PolicyEntry("pa-0123456789ab", Some.Marking, Some.Noon)), StoredJson.Options),
        ["watch-added"] = static () => Watchlist(new WatchAdded(Some.Watch)),
        ["watch-muted"] = static () => Watchlist(new WatchMuted(Some.Watch.Id, true)),
        ["watch-removed"] = static () => Watchlist(new WatchRemoved(Some.Watch.Id)),
        ["alert-raised"] = static () => Watchlist(new AlertRaised(Some.Alert)),
        ["alerts-read"] = static () => Watchlist(new AlertsRead([Some.Alert.Id])),
        ["batch-received"] = static () => JsonSerializer.SerializeToUtf8Bytes<BatchFact>(new BatchReceived(Some.Batch), StoredJson.Options),
        ["view-saved"] = static () => Views(new ViewSaved(Some.View)),
        ["view-removed"] = static () => Views(new ViewRemoved(Some.View.Key)),
        ["scenario-asked"] = static () => JsonSerializer.SerializeToUtf8Bytes<ScenarioFact>(ScenarioAsked.Of(Some.Question), StoredJson.Options),
        ["scenario-completed"] = static () => JsonSerializer.SerializeToUtf8Bytes<ScenarioFact>(new ScenarioCompleted(new string('c', 64), 512), StoredJson.Options),
        ["scenario-cancelled"] = static () => JsonSerializer.SerializeToUtf8Bytes<ScenarioFact>(new ScenarioCancelled(), StoredJson.Options),
        ["front-asked"] = static () => JsonSerializer.SerializeToUtf8Bytes<FrontFact>(new FrontAsked(Some.Front), StoredJson.Options),
        ["front-completed"] = static () => JsonSerializer.SerializeToUtf8Bytes<FrontFact>(new FrontCompleted(new string('c', 64), 8), StoredJson.Options),
        ["front-cancelled"] = static () => JsonSerializer.SerializeToUtf8Bytes<FrontFact>(new FrontCancelled(), StoredJson.Options),
        ["network-kept"] = static () => JsonSerializer.SerializeToUtf8Bytes(new KeptNetwork(new string('d', 64), Some.Noon, Some.Noon.AddHours(1), 1), StoredJson.Options),
        ["network-part"] = static () => JsonSerializer.SerializeToUtf8Bytes(new NetworkPart(0, [31, 139, 8, 0]), StoredJson.Options),
        ["grant-requested"] = static () => JsonSerializer.SerializeToUtf8Bytes<RegisterFact>(new GrantRequested(Some.Grant), StoredJson.Options),
        ["grant-confirmed"] = static () => JsonSerializer.SerializeToUtf8Bytes<RegisterFact>(new GrantConfirmed(Some.Grant.Id, Some.Noon, "task-force:3f0c92d15ab47e68"), StoredJson.Options),
        ["grant-refused"] = static () => JsonSerializer.SerializeToUtf8Bytes<RegisterFact>(new GrantRefused(Some.Grant.Id, Some.Noon, "task-force:3f0c92d15ab47e68"), StoredJson.Options),
        ["key-revoked"] = static () => JsonSerializer.SerializeToUtf8Bytes<RegisterFact>(new KeyRevoked(Some.Key.Id, Some.Noon), StoredJson.Options),
    };

    private static byte[] Audit(AuditFact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, StoredJson.Options);

    private static byte[] Watchlist(WatchlistFact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, StoredJson.Options);

    private static byte[] Views(ViewFact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, StoredJson.Options);

    public static TheoryData<string> Names { get; } = [.. s_written.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fact_is_written_as_it_always_was(string name)
    {
        var now = s_written[name]();
        GoldenFile.AddIfMissing(name, now);
        Assert.Equal(Encoding.UTF8.GetString(GoldenFile.Read(name)), Encoding.UTF8.GetString(now));
    }

    [Fact]
    public void Every_stored_name_has_a_golden_file()
    {
        Assert.Equal(StoredNames().Order(StringComparer.Ordinal), GoldenFile.Names);
        Assert.Equal(GoldenFile.Names, s_written.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_filed_report_is_read()
    {
        var (report, source, text, _) = InboxFacts.ReadFiled(GoldenFile.Fact("report-filed"));
        var expected = ReferenceResolution.Resolve(Some.Report, Some.Meant);
        Assert.Equal(("government", null), (source, text));
        Assert.Equal(expected.Claims, report.Claims);
        Assert.Equal(expected.Cites, report.Cites);
        Assert.Equal(expected.Links, report.Links);
        Assert.Equal(expected.Attachments, report.Attachments);
        Assert.Equal(expected with { Claims = [], Cites = [], Links = [], Attachments = [] }, report with { Claims = [], Cites = [], Links = [], Attachments = [] });
    }

    [Fact]
    public void A_text_is_kept_sealed_under_the_name_of_its_key_and_in_no_other_form()
    {
        var body = new ArrayBufferWriter<byte>();
        var key = new TextKey(Guid.ParseExact("01a232154f637422bf785ee5655bae79", "N"), 17);
        ReportFact.Write(body, Some.Report, Some.Meant, "government", new SealedText(key, new byte[] { 1, 2, 3 }));
        var stored = JsonDocument.Parse(body.WrittenMemory).RootElement.GetProperty("report");
        Assert.Equal("""{"key":"01a232154f637422bf785ee5655bae79/17","sealed":"AQID"}""", stored.GetProperty("text").GetRawText());
        Assert.DoesNotContain(stored.EnumerateObject(), static member => member.Name is "narrative" or "links" or "attachments");
        var (report, _, text, _) = ReportFact.Read(body.WrittenSpan);
        Assert.Equal((key, "010203"), (text!.Key, Convert.ToHexString(text.Content.Span)));
        Assert.Equivalent(ReferenceResolution.Resolve(Some.Report, Some.Meant) with { Narrative = null, Links = [], Attachments = [] }, report, strict: true);
    }

    [Fact]
    public void An_inbox_folds_what_it_stored()
    {
        var inbox = new Inbox();
        Fold(inbox, GoldenFile.Fact("report-filed"));
        Assert.Equal((1L, 2, null), (inbox.Find("2025-014")!.Value.Version, inbox.Find("2025-014")!.Value.Revision, inbox.Find("2025-014")!.Value.Retracted));
        Fold(inbox, GoldenFile.Fact("report-retracted"));
        Assert.Equal(RetractionReason.Handling, inbox.Find("2025-014")!.Value.Retracted);
        Fold(inbox, GoldenFile.Fact("report-followed"));
        Assert.Equal(Some.Meant, inbox.FollowersOf("2025-014"));
        Fold(inbox, GoldenFile.Fact("reports-delivered"));
        Assert.Equal(41, inbox.Delivered);
        Fold(inbox, GoldenFile.Fact("delivery-parked"));
        Assert.Equal([Some.KkPark], inbox.Parked[7].Subjects);
        Assert.Equal("too-large", inbox.Parked[7].Reason);
        Fold(inbox, GoldenFile.Fact("delivery-resumed"));
        Assert.Empty(inbox.Parked);
        Assert.Equal((new Retraction(Some.Report.Key, RetractionReason.Handling), null), InboxFacts.ReadRetraction(GoldenFile.Fact("report-retracted"), "border-police"));
    }

    [Fact]
    public void An_inbox_does_not_guess_at_a_name_it_does_not_know() =>
        Assert.Throws<InvalidDataException>(() => Fold(new Inbox(), GoldenFile.Fact("key-issued")));

    [Fact]
    public void Applied_evidence_says_how_far_its_inbox_is_settled_when_that_is_known()
    {
        var append = new SubjectAppend();
        append.Add("border-police/3", [new DeliveredEvidence(9, Some.Retracted)], settled: 8);
        var written = new SubjectFactCodec().Write(append.Facts.Single(), Some.Noon);
        Assert.StartsWith("""{"inbox":"border-police/3","settled":8,"items":[""", Encoding.UTF8.GetString(written.Body.Span), StringComparison.Ordinal);
        Assert.Equal(8, SubjectFacts.ReadApplied(new Fact("subject/x", 1, Some.Noon, written.Name, written.Body, new byte[32])).Settled);
        Assert.Equal(0, SubjectFacts.ReadApplied(GoldenFile.Fact("evidence-applied")).Settled);
    }

    [Fact]
    public void Applied_evidence_is_read()
    {
        var items = SubjectFacts.Read(GoldenFile.Fact("evidence-applied")).ToArray();
        Assert.Equal([("border-police/3", 7L), ("border-police/3", 9L)], items.Select(static item => (item.Inbox, item.Item.Version)));
        AssertSame(Some.Evidence, items[0].Item.Evidence);
        AssertSame(Some.Retracted, items[1].Item.Evidence);
    }

    [Theory]
    [InlineData("name-registered", "Myawaddy")]
    [InlineData("name-withdrawn", null)]
    public void A_name_is_read(string name, string? place) =>
        Assert.Equal(Some.Name with { Place = place }, JsonSerializer.Deserialize<NameEntry>(GoldenFile.Read(name), StoredJson.Options));

    [Fact]
    public void The_register_is_read()
    {
        Assert.Equal(new AgencyRegistered(Some.Agency), Register("agency-registered"));
        Assert.Equal(new KeyIssued(Some.Key), Register("key-issued"));
        Assert.Equal(new KeyRevoked(Some.Key.Id, Some.Noon), Register("key-revoked"));
        Assert.Equal(new KeyUsed(Some.Key.Id, new DateOnly(2025, 2, 5)), Register("key-used"));
        Assert.Equal(new GrantRequested(Some.Grant), Register("grant-requested"));
        Assert.Equal(new GrantConfirmed(Some.Grant.Id, Some.Noon, "task-force:3f0c92d15ab47e68"), Register("grant-confirmed"));
        Assert.Equal(new GrantRefused(Some.Grant.Id, Some.Noon, "task-force:3f0c92d15ab47e68"), Register("grant-refused"));
    }

    [Fact]
    public void The_sessions_are_read()
    {
        Assert.Equal(new SessionStarted(Some.Session), SessionOf("session-started"));
        var ended = Assert.IsType<SessionsEnded>(SessionOf("sessions-ended"));
        Assert.Equal(Some.SessionsEnded.Ids, ended.Ids);
        Assert.Equal(Some.SessionsEnded.Actor, ended.Actor);
    }

    [Theory]
    [InlineData("audit-read")]
    [InlineData("audit-refused")]
    [InlineData("audit-alarmed")]
    public void The_audit_is_read(string name) =>
        Assert.Equal(GoldenFile.Read(name), Audit(JsonSerializer.Deserialize<AuditFact>(GoldenFile.Read(name), StoredJson.Options)!));

    [Fact]
    public void Who_read_RED_is_read()
    {
        var read = Assert.IsType<RedRead>(JsonSerializer.Deserialize<RedReadingFact>(GoldenFile.Read("red-read"), StoredJson.Options));
        Assert.Equal(Some.RedRead.Reports, read.Reports);
        Assert.Equal(Some.RedRead with { Reports = [] }, read with { Reports = [] });
    }

    [Fact]
    public void The_marking_and_the_scenario_of_a_policy_action_are_read()
    {
        Assert.Equal(Some.Marking, PolicyFacts.ReadMarking(GoldenFile.Fact("policy-action-marked")));
        Assert.Equal(Some.Chosen, PolicyFacts.ReadChosen(GoldenFile.Fact("policy-scenario-chosen")));
    }

    [Theory]
    [InlineData("watch-added")]
    [InlineData("watch-muted")]
    [InlineData("watch-removed")]
    [InlineData("alert-raised")]
    [InlineData("alerts-read")]
    public void A_watchlist_is_read(string name) =>
        Assert.Equal(GoldenFile.Read(name), Watchlist(JsonSerializer.Deserialize<WatchlistFact>(GoldenFile.Read(name), StoredJson.Options)!));

    [Theory]
    [InlineData("view-saved")]
    [InlineData("view-removed")]
    public void Saved_views_are_read(string name) => Assert.Equal(GoldenFile.Read(name), Views(JsonSerializer.Deserialize<ViewFact>(GoldenFile.Read(name), StoredJson.Options)!));

    [Fact]
    public void A_batch_is_read()
    {
        var read = Assert.IsType<BatchReceived>(JsonSerializer.Deserialize<BatchFact>(GoldenFile.Read("batch-received"), StoredJson.Options)).Batch;
        Assert.Equal(Some.Batch.Reports, read.Reports);
        Assert.Equal(Some.Batch with { Reports = [] }, read with { Reports = [] });
    }

    [Fact]
    public void A_scenario_is_read()
    {
        var asked = Assert.IsType<ScenarioAsked>(Scenario("scenario-asked"));
        Assert.Equal(Some.Question.Asked.AsEnumerable(), asked.Question().Asked);
        Assert.Equal(Some.Question.Spared.AsEnumerable(), asked.Question().Spared);
        Assert.Equal(Some.Question.Scenario.Measures.AsEnumerable(), asked.Question().Scenario.Measures);
        Assert.Equal(
            (Some.Question.Title, Some.Question.NetworkHash, Some.Question.AsOf, Some.Question.KnownAt), (asked.Title, asked.NetworkHash, asked.AsOf, asked.KnownAt));
        Assert.Equal(new ScenarioCompleted(new string('c', 64), 512), Scenario("scenario-completed"));
        Assert.Equal(new ScenarioCancelled(), Scenario("scenario-cancelled"));
    }

    [Fact]
    public void A_front_is_read()
    {
        var asked = Assert.IsType<FrontAsked>(Front("front-asked"));
        Assert.Equal(Some.Front.Actions.Select(static action => (action.Id, action.Title)), asked.Question.Actions.Select(static action => (action.Id, action.Title)));
        Assert.Equal(Some.Front.Actions[0].Scenario.Measures.AsEnumerable(), asked.Question.Actions[0].Scenario.Measures);
        Assert.Equal(Some.Front.Query.Budgets.AsEnumerable(), asked.Question.Query.Budgets);
        Assert.Equal(Some.Front.Query.OwnAxes.AsEnumerable(), asked.Question.Query.OwnAxes);
        Assert.Equal((Some.Front.Title, Some.Front.Query.Weights), (asked.Question.Title, asked.Question.Query.Weights));
        Assert.Equal(new FrontCompleted(new string('c', 64), 8), Front("front-completed"));
        Assert.Equal(new FrontCancelled(), Front("front-cancelled"));
    }

    private static void Fold(Inbox inbox, Fact fact) => InboxFacts.Folding.Fold(inbox, InboxFacts.Folding.Codec.Read(fact), new FactPlace(fact.Version, fact.RecordedAt));

    private static FrontFact? Front(string name) => JsonSerializer.Deserialize<FrontFact>(GoldenFile.Read(name), StoredJson.Options);

    private static ScenarioFact? Scenario(string name) => JsonSerializer.Deserialize<ScenarioFact>(GoldenFile.Read(name), StoredJson.Options);

    private static RegisterFact? Register(string name) => JsonSerializer.Deserialize<RegisterFact>(GoldenFile.Read(name), StoredJson.Options);

    private static SessionFact? SessionOf(string name) => JsonSerializer.Deserialize<SessionFact>(GoldenFile.Read(name), StoredJson.Options);

    private static void AssertSame(ReportEvidence expected, ReportEvidence read)
    {
        Assert.Equal(expected.Claims, read.Claims);
        Assert.Equal(expected.Cites, read.Cites);
        Assert.Equal(expected with { Claims = [], Cites = [] }, read with { Claims = [], Cites = [] });
    }

    /// <summary>Stored names stand in the code as constants of grains, or as discriminators of facts. Nothing else there is spelt like one.</summary>
    // The facts of policy actions have their golden files beside their own tests.
    private static IEnumerable<string> StoredNames() => WireTypes.Written
        .Where(static type => type.Namespace != "Compounds.Simulation.Policy")
        .SelectMany(static type => type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(static derived => derived.TypeDiscriminator as string)
            .Concat(type.Assembly == typeof(IInboxGrain).Assembly ? Constants(type) : []))
        .OfType<string>().Where(static text => Spelling().IsMatch(text)).Distinct();

    private static IEnumerable<string?> Constants(Type type) => type
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(static field => field.IsLiteral && field.FieldType == typeof(string)).Select(static field => (string?)field.GetRawConstantValue());

    [GeneratedRegex("^[a-z]+(-[a-z]+)+$")]
    private static partial Regex Spelling();
}
