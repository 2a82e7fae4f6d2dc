using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Server.Tests.NonInterference;

/// <summary>The law: whatever a reader may not see changes no byte of any answer he can get.</summary>
public sealed class NonInterferenceTests(WholeTraffic traffic) : IClassFixture<WholeTraffic>
{
    /// <summary>The hidden reports, and the subjects, that are written about.</summary>
    private const int Tried = 12;

    [Theory]
    [InlineData("agency-06", Tlp.Clear)]
    [InlineData("agency-02", Tlp.Amber)]
    public async Task Every_answer_to_a_reader_is_the_same_with_and_without_the_reports_he_may_not_see(string agency, Tlp clearance)
    {
        Assert.Contains(World.Agencies, each => each.Id == agency && each.Clearance == clearance);
        var lines = World.WithoutHiddenFrom(new Reader(agency, clearance), WholeTraffic.Lines);
        Assert.InRange(lines.Count(static line => line is null), 50, lines.Length - 50);
        await using var without = await World.WithAsync(lines);
        await AssertSameAsync(traffic.World, without, agency);
    }

    [Theory]
    [InlineData("agency-06", Tlp.Clear)]
    [InlineData("agency-02", Tlp.Amber)]
    public async Task Every_answer_takes_the_same_work_with_and_without_the_reports_he_may_not_see(string agency, Tlp clearance)
    {
        await using var without = await World.WithAsync(World.WithoutHiddenFrom(new Reader(agency, clearance), WholeTraffic.Lines));
        await using var with = await World.WithAsync(WholeTraffic.Lines); // Of its own: what others asked of a shared one is kept there, or no more.
        var (expected, actual) = (await MeasureAsync(without, agency), await MeasureAsync(with, agency));
        Assert.InRange(expected.Where(static kind => kind.Key.StartsWith("call ISubjectGrain.", StringComparison.Ordinal)).Sum(static kind => kind.Value), 100, long.MaxValue);
        var differs = expected.Keys.Union(actual.Keys).Where(kind => expected.GetValueOrDefault(kind) != actual.GetValueOrDefault(kind))
            .Select(kind => $"{kind}: {expected.GetValueOrDefault(kind)} without, {actual.GetValueOrDefault(kind)} with").ToArray();
        Assert.True(differs.Length == 0, string.Join('\n', differs));
    }

    [Theory]
    [InlineData("agency-06", Tlp.Clear)]
    [InlineData("agency-02", Tlp.Amber)]
    public async Task Somebody_who_writes_with_any_role_learns_and_moves_nothing_that_is_hidden_from_him(string agency, Tlp clearance)
    {
        var lines = World.WithoutHiddenFrom(new Reader(agency, clearance), WholeTraffic.Lines);
        var cited = lines.OfType<string>().SelectMany(static line => World.Read(line).Report?.Cites ?? []).ToHashSet(StringComparer.Ordinal);
        ReportKey[] hidden = [.. WholeTraffic.Lines.Zip(lines).Where(static pair => pair.Second is null)
            .Select(static pair => World.Read(pair.First).Report?.Key).OfType<ReportKey>().Distinct().Where(key => !cited.Contains(key.ToString())).Take(Tried)];
        SubjectId[] subjects = [.. WholeTraffic.Subjects.Take(Tried)];
        await using var without = await World.WithAsync(lines);
        await using var with = await World.WithAsync(WholeTraffic.Lines);
        Assert.Equal(await EveryWrite.TryAsync(without, agency, hidden, subjects), await EveryWrite.TryAsync(with, agency, hidden, subjects));
        await AssertSameAsync(with, without, agency);
    }

    [Fact]
    public async Task A_reader_who_may_see_them_gets_other_answers()
    {
        await using var without = await World.WithAsync(World.WithoutHiddenFrom(new Reader("agency-06", Tlp.Clear), WholeTraffic.Lines));
        using var here = await traffic.World.ReaderAsync("agency-01");
        using var there = await without.ReaderAsync("agency-01");
        var list = new Uri("/v1/compounds?sort=changed", UriKind.Relative);
        Assert.NotEqual(await there.GetStringAsync(list), await here.GetStringAsync(list));
    }

    /// <summary>The work of all answers once everything that is asked for was asked for before: what begins then is counted neither here nor there.</summary>
    private static async Task<SortedDictionary<string, long>> MeasureAsync(World world, string agency)
    {
        using var reader = await world.ReaderAsync(agency);
        await EveryAnswer.AskAsync(reader, WholeTraffic.Subjects, WholeTraffic.Reports);
        world.Work.Take();
        await EveryAnswer.AskAsync(reader, WholeTraffic.Subjects, WholeTraffic.Reports);
        return world.Work.Take();
    }

    private static async Task AssertSameAsync(World whole, World without, string agency)
    {
        using var here = await whole.ReaderAsync(agency);
        using var there = await without.ReaderAsync(agency);
        var expected = await EveryAnswer.AskAsync(there, WholeTraffic.Subjects, WholeTraffic.Reports);
        var actual = await EveryAnswer.AskAsync(here, WholeTraffic.Subjects, WholeTraffic.Reports);
        Assert.All(expected, answer => Assert.True(answer.Value == actual.GetValueOrDefault(answer.Key), $"{answer.Key}\nwithout:\n{answer.Value}\n\nwith:\n{actual.GetValueOrDefault(answer.Key)}"));
        Assert.Equal(expected.Count, actual.Count);
    }
}
