using Compounds.Audit;
using Compounds.Readers;

namespace Compounds.Domain.Tests.Audit;

/// <summary>Alarms follow from the facts of the last hour alone.</summary>
public class AuditWindowTests
{
    private const string Network = "203.0.113.0/24";

    private static readonly DateTimeOffset s_noon = new(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly AuditLimits s_limits = new(MassReading: 10, WrongKeys: 5);

    [Fact]
    public void An_actor_who_reads_more_documents_than_the_limit_within_an_hour_is_an_alarm()
    {
        var window = new AuditWindow();
        Assert.Empty(Take(window, Read(0, 1, 2, 3, 4, 5, 6)));
        Assert.Empty(Take(window, Read(30, 7, 8, 9, 10)));
        var alarm = Assert.Single(Take(window, Read(59, 11)));
        Assert.Equal(new AuditAlarmed(AuditAlarm.MassReading, "pea:one", 11, 10, s_noon.AddMinutes(59)), alarm);
    }

    [Fact]
    public void Documents_that_are_read_again_and_those_of_more_than_an_hour_ago_do_not_count()
    {
        var window = new AuditWindow();
        Assert.Empty(Take(window, Read(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)));
        Assert.Empty(Take(window, Read(30, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)));
        Assert.Empty(Take(window, Read(90, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)));
        Assert.Single(Take(window, Read(91, 21)));
    }

    [Fact]
    public void What_others_read_does_not_count_for_an_actor()
    {
        var window = new AuditWindow();
        Assert.Empty(Take(window, Read(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)));
        Assert.Empty(Take(window, Read(0, 11, 12, 13) with { Actor = "pea:other" }));
    }

    [Fact]
    public void An_answer_that_names_no_reports_counts_by_what_was_asked_for()
    {
        var window = new AuditWindow();
        var places = Enumerable.Range(1, 10).Select(static i => $"compound/{i}").ToArray();
        Assert.Empty(Take(window, Read(0) with { Operation = "GetCompound", Asked = places, Amber = null }));
        Assert.Empty(Take(window, Read(1) with { Operation = "GetCompound", Asked = places, Amber = null }));
        Assert.Single(Take(window, Read(2) with { Operation = "ListCompound", Asked = null, Amber = null }));
    }

    [Fact]
    public void An_alarm_is_raised_once_an_hour()
    {
        var window = new AuditWindow();
        Assert.Single(Take(window, Read(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
        Assert.Empty(Take(window, Read(59, 12, 13, 14)));
        Assert.Single(Take(window, Read(60, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
    }

    [Fact]
    public void More_wrong_keys_from_one_network_than_the_limit_within_ten_minutes_are_an_alarm()
    {
        var window = new AuditWindow();
        Assert.Empty(Take(window, Refused(0, 3)));
        Assert.Empty(Take(window, Refused(10, 5)));
        Assert.Empty(Take(window, Refused(12, 9) with { Network = "198.51.100.0/24", HasKey = false }));
        Assert.Empty(Take(window, Refused(12, 9) with { Network = null, Actor = "pea:one", Status = 403 }));
        var alarm = Assert.Single(Take(window, Refused(19, 1)));
        Assert.Equal(new AuditAlarmed(AuditAlarm.WrongKeys, Network, 6, 5, s_noon.AddMinutes(19)), alarm);
    }

    [Fact]
    public void Alarms_depend_on_the_facts_and_not_on_how_they_come_together()
    {
        AuditFact[] facts = [Read(0, 1, 2, 3, 4, 5, 6), Refused(1, 4), Read(2, 7, 8, 9, 10, 11), Refused(3, 4)];
        var window = new AuditWindow();
        var apart = facts.SelectMany(fact => Take(window, fact)).ToArray();
        Assert.Equal(2, apart.Length);
        Assert.Equal(apart, new AuditWindow().AlarmsAt(facts, s_limits));
    }

    [Fact]
    public void A_RED_report_is_read_by_the_same_actor_once_an_hour()
    {
        var readings = new RedReadings();
        readings.Take(new RedRead(["R-1"], "embassy:one", s_noon));
        Assert.Equal(["R-2"], readings.NewFor("embassy:one", ["R-1", "R-2", "R-2"], s_noon.AddMinutes(59)));
        Assert.Equal(["R-1"], readings.NewFor("embassy:one", ["R-1"], s_noon.AddMinutes(60)));
        Assert.Equal(["R-1"], readings.NewFor("embassy:two", ["R-1"], s_noon));
        readings.Take(new RedRead(["R-1"], "embassy:two", s_noon.AddMinutes(1)));
        Assert.Equal(
            [new RedReading("embassy", "embassy:two", s_noon.AddMinutes(1)), new RedReading("embassy", "embassy:one", s_noon)],
                readings.Of("R-1"));
        Assert.Empty(readings.Of("R-2"));
    }

    private static AuditRead Read(int minute, params int[] reports) => new(
        "pea:one", "pea", Tlp.Red, "GetReport", null, Tlp.Amber, 1, reports.Length, [.. reports.Select(static id => $"pea/R-{id}")], null,
        s_noon.AddMinutes(minute));

    private static AuditRefused Refused(int minute, int requests) =>
        new(null, null, null, Network, 401, true, "ListReports", requests, s_noon.AddMinutes(minute));

    private static IReadOnlyList<AuditAlarmed> Take(AuditWindow window, AuditFact fact)
    {
        var alarms = window.AlarmsAt([fact], s_limits);
        window.Take(fact);
        foreach (var alarm in alarms)
            window.Take(alarm);
        return alarms;
    }
}
