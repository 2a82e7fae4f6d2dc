using System.Buffers;
using Compounds.Grains.Agencies;
using Compounds.Grains.Inbox;
using Compounds.Grains.Narratives;
using Compounds.Narratives;
using Compounds.Readers;
using Compounds.Reports;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests.Narratives;

/// <summary>What every search of narratives does. Each adapter inherits the whole; each test speaks of words of its own.</summary>
public abstract class NarrativeIndexTests(GrainCluster cluster) : IAsyncLifetime
{
    private const string Red = """{"tlp":"RED","pap":"RED"}""";
    private const string Amber = """{"tlp":"AMBER","pap":"AMBER"}""";

    internal static readonly Reader s_army = new("army", Tlp.Red);
    internal static readonly Reader s_pea = new("pea", Tlp.Amber);
    internal static readonly Reader s_ngo = new("ngo", Tlp.Clear);

    protected GrainCluster Cluster => cluster;

    internal abstract INarrativeIndex Index { get; }

    public virtual async Task InitializeAsync()
    {
        foreach (var agency in FilingDesk.Agencies)
            await cluster.Grains.GetRegister().RegisterAsync(agency);
        await cluster.Register.ReadAsync(CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("latin", "Police RAIDED the Zephyrine Hotel at dawn.", "zephyrine", "Zephyrine")]
    [InlineData("case", "The QUORNIX convoy left.", "QuOrNiX", "QUORNIX")]
    [InlineData("inside", "an unbrumalized feeder", "brumal", "brumal")]
    [InlineData("thai", "เจ้าหน้าที่ช่วยผู้เสียหายออกจากอาคารเขียวมรกต", "อาคารเขียว", "อาคารเขียว")]
    [InlineData("burmese", "ရွှေကုက္ကိုလ်မြို့တွင် ဖမ်းဆီးခဲ့သည်", "ကုက္ကိုလ်", "ကုက္ကိုလ်")]
    [InlineData("khmer", "ប៉ូលិសបានចូលឆែកឆេរអគារនៅបាវិត", "ឆែកឆេរ", "ឆែកឆេរ")]
    [InlineData("han-3", "警方突袭水沟谷园区", "水沟谷", "水沟谷")]
    [InlineData("han-2", "妙瓦底的鳄鱼公司", "鳄鱼", "鳄鱼")]
    [InlineData("han-1", "仓库里有麒麟", "麟", "麟")]
    [InlineData("han-4", "𠮷野家被关闭了", "𠮷野", "𠮷野")]
    [InlineData("short", "unit Q7 went home", "q7", "Q7")]
    [InlineData("wide", "Ｆｕｌｌｗｉｄｔｈ　ｔｅｘｔ", "fullwidth", "Ｆｕｌｌｗｉｄｔｈ")]
    [InlineData("zero-width", "ភាសា\u200bខ្មែរនៅប៉ៃលិន", "ភាសាខ្មែរ", "ភាសា\u200bខ្មែរ")]
    public async Task A_text_is_found_in_any_script_and_case_and_by_any_part_of_it(string id, string narrative, string query, string match)
    {
        await cluster.Desk.ApplyAsync(Report($"S-{id}", Status("Searched", "operating"), agency: "pea", narrative: narrative));
        var hit = Assert.Single(await FindAsync(s_pea, query), found => found.Report.Id == $"S-{id}");
        Assert.Equal(match, hit.Snippet.Text.Substring(hit.Snippet.MatchStart, hit.Snippet.MatchLength));
        Assert.Equal((1, new DateOnly(2025, 5, 20)), (hit.Revision, hit.Position().Day));
        Assert.Equal("compound:searched", Assert.Single(hit.Subjects).Resolved().Value);
    }

    [Theory]
    [InlineData("\"vexillum\"", true)]
    [InlineData("vexillum OR nothing", false)]
    [InlineData("vexillum NOT torch", false)]
    [InlineData("NEAR(vexillum torch)", false)]
    [InlineData("narrative:vexillum", false)]
    [InlineData("vexillum*", true)]
    [InlineData("^vexillum (torch)", true)]
    [InlineData("vexillum' -- \"; DROP", false)]
    public async Task Signs_and_operators_in_a_query_are_text(string query, bool isFound)
    {
        await cluster.Desk.TryApplyAsync(Report("T-1", Status("Searched", "operating"), agency: "pea", narrative: "vexillum and torch"));
        Assert.Equal(isFound, (await FindAsync(s_pea, query)).Count > 0);
    }

    [Theory]
    [InlineData("carmine lantern", true)]
    [InlineData("lantern carmine", true)]
    [InlineData("carmine ox", true)]
    [InlineData("carmine candle", false)]
    [InlineData("carmine xo", false)]
    [InlineData("x carmine", true)]
    [InlineData("z carmine", false)]
    public async Task Every_word_must_be_in_the_text(string query, bool isFound)
    {
        await cluster.Desk.TryApplyAsync(Report("W-1", Status("Searched", "operating"), agency: "pea", narrative: "a carmine box held one lantern"));
        Assert.Equal(isFound, (await FindAsync(s_pea, query)).Count > 0);
    }

    [Fact]
    public async Task Hits_are_ordered_by_day_and_pages_hold_each_once()
    {
        string[] days = ["2025-03-01", "2025-04-01", "2025-03-01", "2025-01-15", "2025-04-01"];
        string[] agencies = ["pea", "ngo", "army"];
        for (var i = 0; i < days.Length; i++)
        {
            var often = string.Concat(Enumerable.Repeat("pellucid ", 1 + i));
            await cluster.Desk.ApplyAsync(Report($"O-{i}", Status("Searched", "operating"), agency: agencies[i % 3], narrative: often).Replace("2025-05-20", days[i], StringComparison.Ordinal));
        }

        string[] expected = ["ngo/O-1", "ngo/O-4", "army/O-2", "pea/O-0", "pea/O-3"];
        Assert.Equal(expected, (await FindAsync(s_pea, "pellucid")).Select(static hit => hit.Report.ToString()));
        foreach (var limit in new[] { 1, 2, 3, 5 })
        {
            var seen = new List<string>();
            DayPosition? after = null;
            do
            {
                var page = await SearchAsync(s_pea, "pellucid", limit, after);
                Assert.InRange(page.Hits.Count, 1, limit);
                seen.AddRange(page.Hits.Select(static hit => hit.Report.ToString()));
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(expected, seen);
        }
    }

    [Fact]
    public async Task A_revision_replaces_the_text_and_a_retraction_takes_it_out()
    {
        await cluster.Desk.ApplyAsync(Report("R-1", Status("Searched", "operating"), agency: "pea", narrative: "first gloaming"));
        await cluster.Desk.ApplyAsync(Report("R-1", Status("Searched", "operating"), agency: "pea", narrative: "second gloaming", revision: 2));
        Assert.Empty(await FindAsync(s_pea, "first gloaming"));
        Assert.Equal(2, Assert.Single(await FindAsync(s_pea, "gloaming")).Revision);
        await cluster.Desk.ApplyAsync(Report("R-1", Status("Searched", "operating"), agency: "pea", revision: 3));
        Assert.Empty(await FindAsync(s_pea, "gloaming"));
        await cluster.Desk.ApplyAsync(Report("R-1", Status("Searched", "operating"), agency: "pea", narrative: "fourth gloaming", revision: 4));
        Assert.Equal(4, Assert.Single(await FindAsync(s_pea, "gloaming")).Revision);
        await cluster.Desk.ApplyAsync(Retraction("R-1", "handling", agency: "pea"));
        Assert.Empty(await FindAsync(s_pea, "gloaming"));
        await cluster.Desk.ApplyAsync(Report("R-1", Status("Searched", "operating"), agency: "pea", narrative: "fifth gloaming", revision: 5));
        Assert.Equal(5, Assert.Single(await FindAsync(s_pea, "gloaming")).Revision);
    }

    [Fact]
    public async Task Each_reader_finds_what_he_may_see()
    {
        await cluster.Desk.ApplyAsync(Report("V-1", Status("Searched", "operating"), agency: "army", narrative: "open nocturne"));
        await cluster.Desk.ApplyAsync(Report("V-2", Status("Searched", "operating"), Amber, agency: "army", narrative: "closed nocturne"));
        await cluster.Desk.ApplyAsync(Report("V-3", Status("Searched", "operating"), Red, agency: "army", narrative: "secret nocturne"));
        await cluster.Desk.ApplyAsync(Report("V-4", Status("Searched", "operating"), """{"tlp":"AMBER+STRICT","pap":"RED","audience":["pea"]}""", agency: "army", narrative: "shared nocturne"));
        await cluster.Desk.ApplyAsync(Report("V-5", Status("Searched", "operating"), Red, agency: "ngo", narrative: "own nocturne"));
        Assert.Equal(["V-1", "V-2", "V-3", "V-4"], await IdsAsync(s_army, "nocturne"));
        Assert.Equal(["V-1", "V-2"], await IdsAsync(s_pea, "nocturne"));
        Assert.Equal(["V-1", "V-2", "V-4"], await IdsAsync(new Reader("pea", Tlp.Red), "nocturne"));
        Assert.Equal(["V-5"], await IdsAsync(s_ngo, "nocturne"));
    }

    [Fact]
    public async Task A_hidden_revision_leaves_the_text_of_the_one_before_and_changes_nothing_else()
    {
        await cluster.Desk.ApplyAsync(Report("H-1", Status("Searched", "operating"), agency: "army", narrative: "the plain harmattan"));
        await cluster.Desk.ApplyAsync(Report("H-2", Status("Searched", "operating"), agency: "army", narrative: "another harmattan"));
        var before = await PagesAsync();
        await cluster.Desk.ApplyAsync(Report("H-1", Status("Searched", "operating"), Red, agency: "army", narrative: "the veiled harmattan", revision: 2));
        await cluster.Desk.ApplyAsync(Report("H-3", Status("Searched", "operating"), Red, agency: "army", narrative: "harmattan harmattan"));
        Assert.Equal(before, await PagesAsync());
        Assert.Equal(["H-1", "H-2", "H-3"], await IdsAsync(s_army, "harmattan"));
        Assert.Empty(await FindAsync(s_army, "plain harmattan"));
        await cluster.Desk.ApplyAsync(Report("H-1", Status("Searched", "operating"), agency: "army", narrative: "the last harmattan", revision: 3));
        Assert.Equal(3, Assert.Single(await FindAsync(s_pea, "last harmattan")).Revision);
        Assert.Empty(await FindAsync(s_pea, "plain harmattan"));

        async Task<List<string>> PagesAsync()
        {
            var pages = new List<string>();
            DayPosition? after = null;
            do
            {
                var page = await SearchAsync(s_pea, "harmattan", 1, after);
                pages.Add($"{string.Join(' ', page.Hits.Select(static hit => $"{hit.Report} {hit.Revision} {hit.Snippet}"))} {page.Next}");
                after = page.Next;
            }
            while (after is not null);
            return pages;
        }
    }

    [Fact]
    public async Task What_was_taken_back_stays_so_when_a_hidden_revision_follows()
    {
        await cluster.Desk.ApplyAsync(Report("B-1", Status("Searched", "operating"), agency: "army", narrative: "plain sirocco"));
        await cluster.Desk.ApplyAsync(Retraction("B-1", "withdrawn", agency: "army"));
        await cluster.Desk.ApplyAsync(Report("B-1", Status("Searched", "operating"), Red, agency: "army", narrative: "veiled sirocco", revision: 2));
        Assert.Empty(await FindAsync(s_pea, "sirocco"));
        Assert.Equal(2, Assert.Single(await FindAsync(s_army, "sirocco")).Revision);
    }

    [Fact]
    public async Task A_title_of_a_link_is_found_too()
    {
        await cluster.Desk.ApplyAsync(
            Report("L-1", Status("Searched", "operating"), agency: "pea").Replace("\"claims\"", "\"links\":[{\"title\":\"Tramontane over Mae Sot\"}],\"claims\"", StringComparison.Ordinal));
        Assert.Equal("Tramontane over Mae Sot", Assert.Single(await FindAsync(s_pea, "tramontane mae")).Title);
    }

    [Fact]
    public async Task The_end_of_a_long_narrative_is_found()
    {
        await FileLongAsync("N-1", string.Concat(Enumerable.Repeat("กขค abc 亚太 ", 10_000)) + "meltemi");
        var hit = Assert.Single(await FindAsync(s_pea, "meltemi"));
        Assert.Equal("meltemi", hit.Snippet.Text.Substring(hit.Snippet.MatchStart, hit.Snippet.MatchLength));
        Assert.InRange(hit.Snippet.Text.Length, 7, 2 * Snippet.Context);
    }

    internal async Task<IReadOnlyList<NarrativeHit>> FindAsync(Reader reader, string query) => (await SearchAsync(reader, query, 100, null)).Hits;

    internal virtual Task<NarrativePage> SearchAsync(Reader reader, string query, int limit, DayPosition? after) =>
        Index.SearchAsync(reader, new NarrativeQuery(NarrativeTerms.Read(query), after, limit));

    private async Task<string[]> IdsAsync(Reader reader, string query) => [.. (await FindAsync(reader, query)).Select(static hit => hit.Report.Id).Order(StringComparer.Ordinal)];

    /// <summary>Files a report with a text that is longer than intake takes.</summary>
    private async Task FileLongAsync(string id, string narrative)
    {
        Assert.True(narrative.Length > 100_000);
        var (key, item) = await cluster.Desk.ReadAsync(Report(id, Status("Searched", "operating"), agency: "pea"));
        var report = item.Report!.Report with { Narrative = narrative };
        var body = new ArrayBufferWriter<byte>();
        var hash = ReportFact.Write(body, report, [], "pea");
        var inbox = cluster.Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(key));
        var filed = Assert.Single(await inbox.FileAsync([new InboxItem(new FiledReport(report, hash, "pea", body.WrittenMemory), null)]));
        await inbox.WaitUntilAppliedAsync(filed.Version);
    }
}
