using System.Diagnostics.Metrics;
using Compounds.Grains.Inbox;
using Compounds.Grains.States;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using static Compounds.Driving.Wire;

namespace Compounds.Grains.Tests.Faults;

/// <summary>What is behind shows in figures: reports before their subjects, kept states before their streams.</summary>
public sealed class MeterTests(FaultCluster cluster) : IClassFixture<FaultCluster>
{
    [Fact]
    public async Task Reports_that_no_subject_has_taken_are_counted_until_one_has()
    {
        using var undelivered = new MetricCollector<long>(cluster.Meters, IntakeMeter.Name, "compounds.delivery.undelivered");
        using var spans = new SpanListener();
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        cluster.Log.OnAppend = appended =>
        {
            if (appended != "subject/compound:slow-to-take")
                return AppendFault.None;
            asked.TrySetResult();
            answer.Task.Wait();
            return AppendFault.None;
        };
        await cluster.Desk.FileAsync(Report("queued", Status("Slow To Take", "raided"), agency: "pea"));
        await asked.Task.WaitAsync(FaultCluster.Patience);
        await cluster.Desk.FileAsync(Report("queued", Status("Slow To Take", "operating"), agency: "pea", revision: 2));

        Assert.Equal(2, Read(undelivered));
        answer.SetResult();
        await cluster.Desk.ApplyAsync(Report("queued", Status("Slow To Take", "raided"), agency: "pea", revision: 3));
        Assert.Equal(0, Read(undelivered));
        Assert.Equal(0, cluster.Meter.OldestUndelivered());

        await cluster.DeactivateAsync(cluster.Inbox("pea", "queued"));
        Assert.Contains(spans.Ended("accept"), static accept => accept.GetTagItem(Spans.Count) is 1);
        Assert.All(spans.Ended("deliver"), static deliver => Assert.Null(deliver.Parent));
        Assert.NotEmpty(spans.Ended("deliver"));
        Assert.NotEmpty(spans.Ended("fold"));
        spans.AssertNothingIsDisclosed();
    }

    [Fact]
    public async Task Facts_that_a_restart_would_read_again_are_counted_while_their_grain_is_active()
    {
        using var unkept = new MetricCollector<long>(cluster.Meters, IntakeMeter.Name, "compounds.fold.unkept");
        await cluster.Desk.ApplyAsync(Report("unkept", Status("Kept Later", "raided"), agency: "ngo"));
        var before = Read(unkept);
        Assert.True(before >= 1);

        await cluster.DeactivateAsync(cluster.Inbox("ngo", "unkept"));
        Assert.True(Read(unkept) < before);
    }

    [Fact]
    public void A_kept_state_has_an_age_only_while_it_should_be_newer()
    {
        var clock = new FakeTimeProvider(GrainCluster.Noon);
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meter = new FoldMeter(services.GetRequiredService<IMeterFactory>(), clock);
        using var ages = new MetricCollector<double>(services.GetRequiredService<IMeterFactory>(), IntakeMeter.Name, "compounds.fold.age");
        var lag = new FoldLag();
        meter.Watch(lag);
        lag.Add(clock.GetUtcNow());
        lag.Add(clock.GetUtcNow() + TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, Oldest());

        lag.IsDue = true;
        Assert.Equal(120, Oldest());
        lag.Kept(facts: 1, clock.GetUtcNow());
        Assert.Equal((1, 0.0), (lag.Facts, Oldest()));

        double Oldest()
        {
            ages.RecordObservableInstruments();
            return ages.LastMeasurement!.Value;
        }
    }

    private static long Read(MetricCollector<long> collector)
    {
        collector.RecordObservableInstruments();
        return collector.LastMeasurement!.Value;
    }
}
