using Compounds.Grains.Queues;
using CsCheck;

namespace Compounds.Grains.Tests.Queues;

/// <summary>Who simulates when: in turn, within limits, and never a short run behind a long one.</summary>
public sealed class SimulationQueueTests
{
    private const long Long = 7_200_000;
    private const long Short = 46_080;

    private static readonly SimulationLimits s_wide = new() { WaitingOfCaller = 1_000, WaitingOfAgency = 1_000 };

    [Fact]
    public void Agencies_take_turns_and_in_each_of_them_callers()
    {
        var queue = new FairQueue<string>();
        foreach (var item in (string[])["a 1 x", "a 1 y", "a 1 z", "a 2 x", "b 3 x", "a 2 y"])
            queue.Add(item.Split(' ')[0], item.Split(' ')[1], item);
        Assert.Equal((5, 3), (queue.CountOf("a"), queue.CountOf("a", "1")));
        Assert.True(queue.Remove("a 1 y"));
        Assert.False(queue.Remove("a 1 y"));
        Assert.Equal(["a 1 x", "b 3 x", "a 2 x", "a 1 z", "a 2 y"], Enumerable.Range(0, 5).Select(_ => queue.Take()));
        Assert.Null(queue.Peek());
    }

    [Fact]
    public void Two_of_the_largest_run_at_once_and_another_agency_is_next()
    {
        var queue = new SimulationQueue(s_wide);
        var first = Enumerable.Range(0, 5).Select(_ => queue.Join(Job("pea", "1", Long))).ToArray();
        var colleague = queue.Join(Job("pea", "2", Long));
        var other = queue.Join(Job("army", "3", Long));
        Assert.Equal([true, true, false, false, false], first.Select(static ticket => ticket.HasStarted));
        first[0].Dispose();
        Assert.True(first[2].HasStarted);
        first[1].Dispose();
        Assert.True(other.HasStarted);
        first[2].Dispose();
        Assert.True(colleague.HasStarted);
    }

    [Fact]
    public void A_short_run_starts_at_once_whatever_long_ones_wait()
    {
        var queue = new SimulationQueue(s_wide);
        for (var i = 0; i < 200; i++)
            queue.Join(Job("pea", "1", Long));
        Assert.True(queue.Join(Job("army", "1", Short)).HasStarted);
        Assert.True(queue.Join(Job("pea", "1", Short)).HasStarted);
    }

    [Fact]
    public void A_caller_has_so_many_waiting_and_is_told_his_place_and_nothing_of_others()
    {
        var queue = new SimulationQueue(new SimulationLimits { WaitingOfCaller = 3, WaitingOfAgency = 5 });
        for (var i = 0; i < 5; i++)
            queue.Join(Job("pea", "1", Long));
        var refused = Assert.Throws<SimulationQueueFullException>(() => queue.Join(Job("pea", "1", Long)));
        Assert.Equal("It would be number 4 of yours and number 4 of your agency that wait to be simulated.", refused.Message);
        queue.Join(Job("pea", "2", Long));
        queue.Join(Job("pea", "2", Long));
        refused = Assert.Throws<SimulationQueueFullException>(() => queue.Join(Job("pea", "2", Long)));
        Assert.Equal("It would be number 3 of yours and number 6 of your agency that wait to be simulated.", refused.Message);
        Assert.False(queue.Join(Job("army", "1", Long)).HasStarted);
        Assert.False(queue.Join(Job("pea", "1", Long), isAdmitted: true).HasStarted);
    }

    [Fact]
    public async Task One_that_is_given_up_while_it_waits_makes_room()
    {
        var queue = new SimulationQueue(new SimulationLimits { WaitingOfCaller = 1 });
        var running = new[] { queue.Join(Job("pea", "1", Long)), queue.Join(Job("pea", "1", Long)) };
        var waiting = queue.Join(Job("pea", "1", Long));
        Assert.Throws<SimulationQueueFullException>(() => queue.Join(Job("pea", "1", Long)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.StartedAsync(new CancellationToken(canceled: true)));
        waiting.Dispose();
        waiting.Dispose();
        var next = queue.Join(Job("pea", "1", Long));
        running[1].Dispose();
        Assert.True(next.HasStarted);
        await next.StartedAsync(CancellationToken.None);
    }

    [Fact]
    public void Whatever_comes_and_goes_no_more_is_under_way_than_the_limits_allow_and_all_get_their_turn() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Long[1, Long], Gen.Bool).Array[0, 60].Sample(static moves =>
        {
            var queue = new SimulationQueue(s_wide);
            var open = new List<SimulationTicket>();
            foreach (var (agency, caller, sampleHours, ends) in moves)
            {
                open.Add(queue.Join(Job($"{agency}", $"{caller}", sampleHours)));
                AssertWithin(open);
                if (ends)
                    End(open);
            }

            while (open.Count > 0)
            {
                AssertWithin(open);
                End(open);
            }
        });

    /// <summary>Ends one that is under way: there always is one.</summary>
    private static void End(List<SimulationTicket> open)
    {
        var ticket = open.First(static each => each.HasStarted);
        open.Remove(ticket);
        ticket.Dispose();
    }

    private static void AssertWithin(List<SimulationTicket> open)
    {
        var jobs = open.Where(static each => each.HasStarted).Select(static each => each.Job).ToLookup(static job => job.IsShort);
        Assert.True(jobs[false].Sum(static job => job.SampleHours) <= s_wide.SampleHoursAtOnce);
        Assert.True(jobs[false].Sum(static job => job.Bytes) <= s_wide.BytesHeld);
        Assert.True(jobs[true].Sum(static job => job.SampleHours) <= s_wide.SampleHoursAtOnce / 7);
    }

    private static SimulationJob Job(string agency, string caller, long sampleHours) => SimulationJob.OfScenario(agency, caller, sampleHours);
}
