using System.Text.Json;
using System.Text.RegularExpressions;

namespace Compounds.Server.Tests.Deploying;

/// <summary>The dashboard and the alerts ask for what a running server exports, and for nothing else.</summary>
public sealed partial class MonitoringTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    /// <summary>What Prometheus and the collector add themselves.</summary>
    private static readonly string[] s_labels = ["instance", "job", "le"];

    private Instruments? _instruments;

    public async Task InitializeAsync() => _instruments = await Instruments.OfAsync(api);

    public Task DisposeAsync()
    {
        _instruments!.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Every_panel_asks_for_metrics_and_labels_that_exist()
    {
        var queries = Queries();
        Assert.True(queries.Count > 20);
        Assert.All(queries, query => Assert.Empty(WrongIn(query)));
    }

    [Fact]
    public void Every_alert_asks_for_metrics_labels_and_codes_that_exist()
    {
        Assert.All(Alerts(), alert => Assert.Empty(WrongIn(alert["expr"].Text!)));
        var values = from alert in Alerts()
                     from label in (string[])["code", "outcome"]
                     from value in PromQuery.ValuesOf(alert["expr"].Text!, label)
                     select value;
        Assert.NotEmpty(values);
        Assert.All(values, static value => Assert.True(IsInSource(value), value));
        Assert.False(IsInSource("disk-ful"));
    }

    [Theory]
    [InlineData("rate(compounds_reports_filled_total[5m])", "compounds_reports_filled_total")]
    [InlineData("sum by (outcom) (rate(compounds_reports_filed_total[5m]))", "outcom")]
    [InlineData("compounds_reports_filed_total{code=\"accepted\"}", "code")]
    [InlineData("compounds_delivery_oldest_undelivered", "compounds_delivery_oldest_undelivered")]
    [InlineData("sum(rate(compounds_reports_filed_total[5m])", "brackets")]
    [InlineData("rate(compounds_ledger_append_duration_bucket[5m])", "compounds_ledger_append_duration_bucket")]
    public void A_name_that_nothing_exports_is_found(string query, string wrong) => Assert.Equal([wrong], WrongIn(query));

    [Fact]
    public void Every_metric_of_ours_is_on_the_dashboard()
    {
        var shown = Queries().SelectMany(PromQuery.MetricsOf).Select(Stem).ToHashSet();
        Assert.Empty(_instruments!.Names.Where(static name => name.StartsWith("compounds_", StringComparison.Ordinal)).Select(Stem)
            .Except(shown));
    }

    [Fact]
    public void The_page_for_operators_lists_every_metric_of_ours_and_no_other() =>
        Assert.Equal(_instruments!.Own.Order(StringComparer.Ordinal), OwnMetric().Matches(DeployFile.Read("README.md"))
            .Select(static metric => metric.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Panels_have_a_place_of_their_own_and_a_title()
    {
        using var dashboard = JsonDocument.Parse(DeployFile.Read("monitoring", "dashboard.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();
        Assert.Equal(panels.Length, panels.Select(static panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(panels.Length, panels.Select(static panel => panel.GetProperty("title").GetString()).Distinct().Count());
        var cells = panels.Select(static panel => panel.GetProperty("gridPos")).SelectMany(static at =>
            from x in Enumerable.Range(at.GetProperty("x").GetInt32(), at.GetProperty("w").GetInt32())
            from y in Enumerable.Range(at.GetProperty("y").GetInt32(), at.GetProperty("h").GetInt32())
            select (x, y)).ToArray();
        Assert.Equal(cells.Length, cells.Distinct().Count());
        Assert.All(cells, static cell => Assert.InRange(cell.x, 0, 23));
    }

    [Fact]
    public void Every_alert_says_how_grave_it_is_and_in_one_sentence_what_to_do()
    {
        Assert.Equal(Alerts().Count(), Alerts().Select(static alert => alert["alert"].Text).Distinct().Count());
        Assert.All(Alerts(), static alert =>
        {
            Assert.Empty(alert.Names.Except(["alert", "expr", "for", "labels", "annotations"]));
            Assert.Contains(alert["labels"]["severity"].Text, (string?[])["warning", "critical"]);
            Assert.Equal(["action", "summary"], alert["annotations"].Names.Order(StringComparer.Ordinal));
            Assert.Matches(OneSentence(), alert["annotations"]["action"].Text);
            Assert.EndsWith(".", alert["annotations"]["summary"].Text, StringComparison.Ordinal);
            Assert.True(alert["for"].Text is null || Duration().IsMatch(alert["for"].Text!));
        });
    }

    /// <summary>The names in a query that do not exist, and brackets that do not match.</summary>
    private IEnumerable<string> WrongIn(string query)
    {
        var metrics = PromQuery.MetricsOf(query);
        return metrics.Except(_instruments!.Names)
            .Concat(PromQuery.LabelsOf(query)
                .Where(label => !s_labels.Contains(label) && !metrics.Any(metric => _instruments.LabelsOf(metric).Contains(label))))
            .Concat(PromQuery.IsBalanced(query) ? [] : ["brackets"]);
    }

    private static List<string> Queries()
    {
        using var dashboard = JsonDocument.Parse(DeployFile.Read("monitoring", "dashboard.json"));
        var root = dashboard.RootElement;
        var panels = root.GetProperty("panels").EnumerateArray().Where(static panel => panel.TryGetProperty("targets", out _))
            .SelectMany(static panel =>
                panel.GetProperty("targets").EnumerateArray().Select(static target => target.GetProperty("expr").GetString()!));
        var variables = root.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Select(static variable => LabelValues().Match(variable.GetProperty("query").GetString()!))
            .Where(static values => values.Success).Select(static values => values.Groups["metric"].Value);
        return [.. panels, .. variables];
    }

    private static IEnumerable<Node> Alerts() =>
        DeployFile.Parse(DeployFile.Read("monitoring", "alerts.yaml"))["groups"].Items.SelectMany(static group => group["rules"].Items);

    private static string Stem(string metric) => Suffix().Replace(metric, "");

    private static bool IsInSource(string code) => ((string[])["Compounds.Grains", "Compounds.Server"])
        .Select(static project => Path.Combine(Repository.Root, "src", project))
        .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Any(file => File.ReadAllText(file).Contains($"\"{code}\"", StringComparison.Ordinal));

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^label_values\((?<metric>\w+), instance\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"^[A-Z](?:[^.!?]|\.(?=\w))*\.$")]
    private static partial Regex OneSentence();

    [GeneratedRegex(@"`(compounds\.\w+(?:\.\w+)+)`")]
    private static partial Regex OwnMetric();

    [GeneratedRegex(@"^\d+[smh]$")]
    private static partial Regex Duration();
}
