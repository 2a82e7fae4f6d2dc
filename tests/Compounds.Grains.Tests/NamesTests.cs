using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Subjects;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests;

[Collection(nameof(SharedCluster))]
public sealed class NamesTests(GrainCluster cluster)
{
    private const string Amber = """{"tlp":"AMBER","pap":"GREEN"}""";
    private const string Red = """{"tlp":"RED","pap":"RED"}""";
    private const string ForTwo = """{"tlp":"AMBER","pap":"GREEN","audience":["pea","army"]}""";

    private static readonly Reader s_pea = new("pea", Tlp.Amber);

    [Fact]
    public async Task A_name_given_by_an_alias_leads_to_the_subject_until_its_report_is_retracted()
    {
        await cluster.Desk.ApplyAsync(Report("N-1", Alias("Named Park", "嘉年华园区"), agency: "pea"));
        Assert.Equal("compound:named-park", await LedToAsync("N-2", "嘉年华园区"));
        await cluster.Desk.ApplyAsync(Retraction("N-1", "erroneous", "pea"));
        Assert.Equal(SubjectId.FromName(SubjectKind.Compound, "嘉年华园区").Value, await LedToAsync("N-3", "嘉年华园区"));
    }

    [Fact]
    public async Task An_alias_that_nobody_used_leads_nowhere_once_its_report_is_retracted()
    {
        await cluster.Desk.ApplyAsync(Report("N-4", Alias("Unused Park", "Unused Alias"), agency: "pea"));
        await cluster.Desk.ApplyAsync(Retraction("N-4", "withdrawn", "pea"));
        Assert.Equal("compound:unused-alias", await LedToAsync("N-5", "Unused Alias"));
    }

    [Fact]
    public async Task A_revision_that_drops_an_alias_takes_the_name_back()
    {
        await cluster.Desk.ApplyAsync(Report("N-6", Alias("Dropped Park", "Dropped Alias"), agency: "pea"));
        await cluster.Desk.ApplyAsync(Report("N-6", Status("Dropped Park", "operating"), revision: 2, agency: "pea"));
        Assert.Equal("compound:dropped-alias", await LedToAsync("N-7", "Dropped Alias"));
    }

    [Fact]
    public async Task A_hidden_alias_does_not_lead_the_reports_of_those_who_may_not_see_it()
    {
        await cluster.Desk.ApplyAsync(Report("N-8", Alias("Hidden Park", "Open Name"), Red, agency: "army"));
        Assert.Equal("compound:open-name", await LedToAsync("N-9", "Open Name", agency: "ngo", handling: """{"tlp":"CLEAR","pap":"CLEAR"}"""));
    }

    [Theory]
    [InlineData("""{"tlp":"CLEAR","pap":"CLEAR"}""")]
    [InlineData(Green)]
    [InlineData(Amber)]
    public async Task A_hidden_alias_does_not_lead_a_report_of_its_own_agency_that_more_readers_may_see(string handling)
    {
        var name = $"Telling {handling.Length} {handling[8]}";
        await cluster.Desk.ApplyAsync(Report($"N-10-{name.Length}-{handling[8]}", Alias("Telling Park", name), Red, agency: "army"));
        Assert.NotEqual("compound:telling-park", await LedToAsync($"N-11-{name.Length}-{handling[8]}", name, "army", handling));
        Assert.Equal("compound:telling-park", await LedToAsync($"N-12-{name.Length}-{handling[8]}", name, "army", Red));
    }

    [Fact]
    public async Task An_alias_for_one_audience_does_not_lead_a_report_for_another()
    {
        await cluster.Desk.ApplyAsync(Report("N-13", Alias("Audience Park", "Audience Alias"), """{"tlp":"AMBER","pap":"GREEN","audience":["army"]}""", agency: "army"));
        Assert.Equal("compound:audience-alias", await LedToAsync("N-14", "Audience Alias", "army", ForTwo));
    }

    [Fact]
    public async Task Naming_a_subject_again_records_nothing_new()
    {
        foreach (var (number, handling) in new[] { Green, Amber, ForTwo, Red }.Index())
        {
            await cluster.Desk.ApplyAsync(Report($"N-15-{number}", Status("Often Named", "operating"), handling, agency: "army"));
            var before = await CountAsync();
            await cluster.Desk.ApplyAsync(Report($"N-16-{number}", Status("Often Named", "operating"), handling, agency: "army"));
            Assert.Equal(before, await CountAsync());
        }
    }

    [Fact]
    public async Task Names_are_found_again_after_their_shard_was_deactivated()
    {
        await cluster.Desk.ApplyAsync(Report("N-17", Alias("Remembered Park", "Remembered Alias"), agency: "pea"));
        await cluster.DeactivateAsync(cluster.Grains.GetGrain<Directory.IDirectoryGrain>(Directory.DirectoryShard.KeyOf(SubjectKind.Compound, "Remembered Alias")));
        Assert.Equal("compound:remembered-park", await LedToAsync("N-18", "Remembered Alias"));
    }

    private async Task<string> LedToAsync(string id, string name, string agency = "pea", string handling = Green)
    {
        var line = Report(id, Status(name, "operating"), handling, agency: agency);
        var subject = Assert.Single(Compounds.Reports.FiledReport.SubjectsOf((await cluster.Desk.ReadAsync(line)).Item.Report!.Report));
        await cluster.Desk.ApplyAsync(line);
        if (agency == "pea")
            Assert.NotNull(await cluster.Subject(subject.Value).CardAsync(s_pea, SubjectQuestion.Now));
        return subject.Value;
    }

    private async Task<int> CountAsync() =>
        await cluster.Log.ReadAsync($"directory/{Directory.DirectoryShard.KeyOf(SubjectKind.Compound, "Often Named")}", 1, CancellationToken.None).CountAsync();
}
