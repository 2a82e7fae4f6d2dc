using Compounds.Driving;
using Compounds.Grains.Networks;
using Compounds.Readers;
using Compounds.Simulation;
using static Compounds.Grains.Tests.Networks.SupplyWire;

namespace Compounds.Grains.Tests.Networks;

public sealed class NetworkCompilationTests
{
    private static readonly Reader s_reader = new("army", Tlp.Red);

    [Fact]
    public void A_reported_supply_becomes_a_dependency_with_its_probability()
    {
        var one = Compile(Report("R-1", Site("Moon Park", "power", "North Feed"), Category("North Feed", "power-feed")));
        var two = Compile(
            Report("R-1", Site("Moon Park", "power", "North Feed"), Category("North Feed", "power-feed")),
            ReportOf("pea", "R-2", Site("Moon Park", "power", "North Feed")));

        Assert.Equal(("infrastructure:north-feed", "compound:moon-park", Kind.Power), one.Network.Ends(Feed));
        Assert.Equal(NodeType.Feeder, one.Network.TypeOf("infrastructure:north-feed"));
        Assert.InRange(Edge(one, Feed).Exists!.Value, 0.2, 0.95);
        Assert.InRange(Edge(two, Feed).Exists!.Value, Edge(one, Feed).Exists!.Value + 0.05, 1);
        Assert.DoesNotContain(one.Assumptions, static each => each.Subject == Feed && each.Parameter == "exists");
    }

    [Fact]
    public void Two_supplies_that_are_one_dependency_are_down_only_when_both_are_and_said_once()
    {
        var gone = Compile(Report("R-1", Site("Moon Park", "telecom", "North Line", denied: true), Site("Moon Park", "satellite", "North Line", denied: true)));
        var half = Compile(Report("R-1", Site("Moon Park", "telecom", "North Line", denied: true), Site("Moon Park", "satellite", "North Line")));

        Assert.Single(gone.LeftOut, static left => left is { Subject: "infrastructure:north-line>compound:moon-park:Telecom", Code: "denied" });
        Assert.DoesNotContain(gone.Edges, static edge => edge.Kind == Kind.Telecom);
        Assert.DoesNotContain(half.LeftOut, static left => left.Code == "denied");
        Assert.InRange(Edge(half, "infrastructure:north-line>compound:moon-park:Telecom").Exists!.Value, 0.2, 0.95);
    }

    [Fact]
    public void A_network_carries_the_markings_of_what_stands_in_it_and_of_what_was_tied_to_it()
    {
        var (red, amber) = ("""{"tlp":"RED","pap":"AMBER"}""", """{"tlp":"AMBER","pap":"GREEN","audience":["pea"]}""");
        string[] lines =
        [
            Wire.Report("R-1", Site("Moon Park", "power", "North Feed"), amber, agency: "army"),
            Wire.Report("R-2", Site("Moon Park", "power", "Far Feed", denied: true), red, agency: "army"),
            Wire.Report("R-3", Category("Well", "waterworks"), """{"tlp":"RED","pap":"RED"}""", agency: "army"),
        ];
        Assert.Equal(Label.Of("army", Handling.Of(Tlp.Red, Pap.Amber, "army")), Compile(lines).Label);
        Assert.Equal(Label.Of("army", Handling.Of(Tlp.Amber, Pap.Green, "army", ["pea"])), Compile(lines[0], lines[2]).Label);
        Assert.Equal(Label.None, Compile(lines[2]).Label);
    }

    [Fact]
    public void A_fused_range_keeps_its_quantiles_and_a_value_nobody_reported_is_an_assumption()
    {
        var compiled = Compile(Report("R-1", Site("Moon Park", "power", "North Feed"), Wire.Headcount("Moon Park", 3_000)));
        var view = LiveViews.Of([Report("R-1", Site("Moon Park", "power", "North Feed"), Wire.Headcount("Moon Park", 3_000))]).For(s_reader)
            .Single(static each => each.Card.Id.Value == "compound:moon-park");
        var range = view.Assessments.Single(static each => each.Attribute == "headcount").Quantity!.Estimate!;

        var heads = compiled.Nodes.Single(static node => node.Type == NodeType.Compound).Parameters[NodeParameter.Headcount];
        Assert.Equal(range.P10, heads.At(0.1), 0.006 * range.P10);
        Assert.Equal(range.P50, heads.At(0.5), 0.006 * range.P50);
        Assert.Equal(range.P90, heads.At(0.9), 0.006 * range.P90);
        Assert.DoesNotContain(compiled.Assumptions, static each => each is { Subject: "compound:moon-park", Parameter: "headcount" });
        Assert.Contains(compiled.Assumptions, static each => each is { Subject: "compound:moon-park", Parameter: "captives" });
        Assert.Contains(compiled.Assumptions, static each => each is { Subject: "compound:moon-park", Parameter: "load" });
        Assert.Contains(compiled.Assumptions, static each => each is { Subject: "infrastructure:north-feed", Parameter: "type" });
    }

    [Fact]
    public void A_site_whose_lines_are_in_doubt_stays_lit_when_nothing_is_done()
    {
        var compiled = Compile(
            Report("R-1", Site("Moon Park", "power", "North Feed"), Wire.Headcount("Moon Park", 3_000), Wire.Status("Moon Park", "operating"), Category("North Feed", "power-feed")),
            Report("R-2", Line("Clinic", "power", "North Feed"), Category("Clinic", "hospital")));

        var nothing = MonteCarlo.Run(compiled.Network, new Scenario { Horizon = 48, Samples = 256, Tolerance = 0 });
        var cut = MonteCarlo.Run(compiled.Network, new Scenario { Horizon = 48, Samples = 256, Tolerance = 0, Measures = [new("infrastructure:north-feed", MeasureKind.CutPower, 0)] });

        Assert.Equal(0, nothing.Line(LedgerLine.UnservedEnergy).Total.P90);
        Assert.Equal(0, nothing.Line(LedgerLine.HospitalCritical).Total.P90);
        Assert.InRange(cut.Line(LedgerLine.UnservedEnergy).Total.P90, 1, double.PositiveInfinity);
    }

    [Fact]
    public void A_feed_that_is_reported_cut_supplies_only_as_likely_as_it_is_in_service()
    {
        var open = Compile(Report("R-1", Site("Moon Park", "power", "North Feed"), Category("North Feed", "power-feed")));
        var cut = Compile(
            Report("R-1", Site("Moon Park", "power", "North Feed"), Category("North Feed", "power-feed"), SupplyWire.Status("North Feed", "cut")),
            ReportOf("pea", "R-2", SupplyWire.Status("North Feed", "cut")));

        Assert.InRange(Edge(cut, Feed).Exists!.Value, 0.01, 0.6 * Edge(open, Feed).Exists!.Value);
    }

    [Fact]
    public void A_circle_of_supply_loses_its_least_likely_part_and_the_rest_stands()
    {
        var compiled = Compile(
            Report("R-1", Line("Feed A", "power", "Feed B"), Category("Feed A", "power-feed"), Category("Feed B", "power-feed"), Site("Moon Park", "power", "Feed A")),
            ReportOf("pea", "R-2", Line("Feed A", "power", "Feed B")),
            ReportOf("ngo", "R-3", Line("Feed B", "power", "Feed A")));

        var omitted = Assert.Single(compiled.LeftOut);
        Assert.Equal(("infrastructure:feed-a>infrastructure:feed-b:Power", "cycle"), (omitted.Subject, omitted.Code));
        Assert.Contains("infrastructure:feed-b>infrastructure:feed-a:Power", compiled.Network.EdgeIds);
        Assert.Contains("infrastructure:feed-a>compound:moon-park:Power", compiled.Network.EdgeIds);
    }

    [Fact]
    public void A_place_that_is_supplied_and_of_which_nobody_said_what_it_is_counts_as_a_settlement()
    {
        var compiled = Compile(Report("R-1", Line("Border Town", "power", "North Feed"), Category("North Feed", "power-feed")));

        Assert.Equal(NodeType.Village, compiled.Network.TypeOf("infrastructure:border-town"));
        Assert.Contains(compiled.Assumptions, static each => each is { Subject: "infrastructure:border-town", Parameter: "type" });
        var cut = MonteCarlo.Run(compiled.Network, new Scenario { Horizon = 48, Samples = 256, Tolerance = 0, Measures = [new("infrastructure:north-feed", MeasureKind.CutPower, 0)] });
        Assert.InRange(cut.Line(LedgerLine.CivilPower).Total.P90, 1, double.PositiveInfinity);
    }

    [Fact]
    public void A_settlement_that_is_said_to_pass_power_on_is_left_out_as_a_supplier_and_stays_as_a_consumer()
    {
        var compiled = Compile(Report("R-1", Site("Moon Park", "power", "Old Town"), Category("Old Town", "settlement"), Number("Old Town", "population", 9_000, "people")));

        Assert.Equal("consumer-supplies", Assert.Single(compiled.LeftOut).Code);
        Assert.Equal(NodeType.Village, compiled.Network.TypeOf("infrastructure:old-town"));
        Assert.Contains("beyond:power>compound:moon-park:Power", compiled.Network.EdgeIds);
    }

    [Fact]
    public void A_bank_that_is_served_by_a_bank_and_serves_a_site_passes_payments_on_and_needs_none()
    {
        var compiled = Compile(Report(
            "R-1", Site("Moon Park", "finance", "Bank A"), Line("Bank A", "finance", "Bank B"), Category("Bank A", "fibre"), Category("Bank B", "bank-or-payment")));

        Assert.Contains("infrastructure:bank-a>compound:moon-park:Finance", compiled.Network.EdgeIds);
        Assert.Contains(compiled.LeftOut, static each => each is { Subject: "infrastructure:bank-a", Code: "conduit-consumes" });
    }

    [Fact]
    public void Generators_on_delivered_fuel_stand_at_their_site_and_a_fuel_ban_reaches_them()
    {
        var compiled = Compile(
            Report("R-1", Site("Moon Park", "power", "Diesel Sets"), Category("Diesel Sets", "generation"), Line("Diesel Sets", "fuel", "Border Road"), Category("Border Road", "fuel-route")));

        Assert.Null(compiled.Network.TypeOf("infrastructure:diesel-sets"));
        Assert.Equal(("infrastructure:border-road", "compound:moon-park", Kind.Fuel), compiled.Network.Ends("infrastructure:border-road>compound:moon-park:Fuel"));
        Assert.Contains(NodeParameter.Generator, compiled.Nodes.Single(static node => node.Type == NodeType.Compound).Parameters.Keys);
    }

    [Fact]
    public void A_satellite_is_turned_to_after_a_while_beside_a_line_and_at_once_without_one()
    {
        var beside = Compile(Report("R-1", Site("Moon Park", "satellite", "Sky"), Site("Moon Park", "telecom", "Fibre"), Category("Sky", "satellite-service"), Category("Fibre", "fibre")));
        var alone = Compile(Report("R-1", Site("Moon Park", "satellite", "Sky"), Category("Sky", "satellite-service")));

        Assert.Equal((2, 72.0), (Edge(beside, "infrastructure:sky>compound:moon-park:Telecom").Rank, Edge(beside, "infrastructure:sky>compound:moon-park:Telecom").Delay!.Median));
        Assert.Equal((1, null), (Edge(alone, "infrastructure:sky>compound:moon-park:Telecom").Rank, Edge(alone, "infrastructure:sky>compound:moon-park:Telecom").Delay));
    }

    [Fact]
    public void Hospitals_that_are_only_a_number_in_a_settlement_have_a_line_in_every_ledger()
    {
        var compiled = Compile(Report("R-1", Line("Old Town", "power", "North Feed"), Category("Old Town", "settlement"), Category("North Feed", "power-feed"), Number("Old Town", "hospitals", 5, "units")));

        Assert.Equal(NodeType.Hospital, compiled.Network.TypeOf("infrastructure:old-town/hospitals"));
        Assert.Contains("infrastructure:north-feed>infrastructure:old-town/hospitals:Power", compiled.Network.EdgeIds);
    }

    [Fact]
    public void What_is_written_down_gives_the_same_network_again()
    {
        var compiled = CompilePublicRecord();

        Assert.Equal(compiled.Network.Hash, Network.Read(NetworkDocumentWriter.Write(compiled.Nodes, compiled.Edges)).Network!.Hash);
    }

    [Fact]
    public void The_public_record_compiles_and_its_feeds_reach_its_sites()
    {
        var compiled = CompilePublicRecord();

        Assert.Contains("infrastructure:pea-point-friendship-bridge-2>compound:kk-park:Power", compiled.Network.EdgeIds);
        Assert.Contains("infrastructure:thai-fuel-exports>compound:shwe-kokko:Fuel", compiled.Network.EdgeIds);
        Assert.InRange(compiled.Network.NodeCount, 30, 200);
        Assert.All(compiled.Faces, static face => Assert.NotEmpty(face.Name));
    }

    private const string Feed = "infrastructure:north-feed>compound:moon-park:Power";

    /// <summary>The public record as it stood on the day before the five feeds were cut.</summary>
    private static CompiledNetwork CompilePublicRecord()
    {
        var views = LiveViews.Of(PublicRecord(), new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero)).For(s_reader, new DateTimeOffset(2025, 2, 4, 0, 0, 0, TimeSpan.Zero));
        return NetworkCompilation.Of(views, NetworkRules.Current);
    }

    private static IEnumerable<string> PublicRecord()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Compounds.sln")))
            folder = folder.Parent!;
        return File.ReadLines(Path.Combine(folder.FullName, "deploy/public-record/reports.ndjson")).Select(static line => line.Replace("\"agency\":\"", "\"agency\":\"army\",\"was\":\"", StringComparison.Ordinal))
            .Select(static line => System.Text.RegularExpressions.Regex.Replace(line, "\"was\":\"[^\"]*\",", ""));
    }

    private static CompiledNetwork Compile(params string[] lines) => NetworkCompilation.Of(LiveViews.Of(lines).For(s_reader), NetworkRules.Current);

    private static EdgeDefinition Edge(CompiledNetwork compiled, string id) => compiled.Edges.Single(edge => edge.Id == id);

    private static string Report(string id, params string[] claims) => Wire.Report(id, string.Join(',', claims), agency: "army");

    private static string ReportOf(string agency, string id, string claim) => Wire.Report(id, claim, agency: agency);
}
