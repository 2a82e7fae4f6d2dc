using Compounds.Grains.Pulses;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Grains.Tests.Pulses;

/// <summary>Who is silent: a part that was asked three times as long as it may take, and only until its first answer.</summary>
public sealed class PulseWatchTests
{
    private readonly FakeTimeProvider _clock = new(GrainCluster.Noon);
    private readonly Dictionary<string, Func<Task>> _parts = new(StringComparer.Ordinal) { ["store"] = static () => Task.CompletedTask };
    private readonly PulseWatch _pulses;

    public PulseWatchTests() => _pulses = new PulseWatch(_clock, () => _parts);

    [Fact]
    public void A_part_that_stops_is_silent_within_two_seconds_and_heard_again_with_its_first_answer()
    {
        var (answer, questions) = (new TaskCompletionSource(), 0);
        _parts["silo"] = () =>
        {
            questions++;
            return answer.Task;
        };
        Assert.Equal(["nobody", "nobody", "nobody", "silo"], Tick(4));
        Assert.Equal(1, questions);

        answer.SetResult();
        Assert.Equal(["nobody"], Tick(1));
        Assert.Equal(2, questions);
    }

    [Fact]
    public void A_part_that_fails_is_asked_again_each_time_and_silent_as_long_as_it_fails()
    {
        var isAway = true;
        _parts["store"] = () => isAway ? throw new IOException("refused") : Task.CompletedTask;
        Assert.Equal(["nobody", "nobody", "nobody", "store", "store"], Tick(5));
        isAway = false;
        Assert.Equal(["store", "nobody"], Tick(2));
    }

    [Fact]
    public void A_process_that_was_late_itself_judges_nobody()
    {
        _parts["silo"] = static () => new TaskCompletionSource().Task;
        Tick(1);
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(2 * PulseWatch.Interval);
            _pulses.Tick();
            Assert.Null(_pulses.Silent);
        }
    }

    [Fact]
    public void A_silo_that_was_declared_dead_is_silent_no_more()
    {
        _parts["silo"] = static () => new TaskCompletionSource().Task;
        Assert.Equal("silo", Tick(4)[^1]);
        _parts.Remove("silo");
        Assert.Equal(["nobody"], Tick(1));
    }

    [Fact]
    public void Looking_twice_within_an_interval_is_looking_once()
    {
        _parts["silo"] = static () => new TaskCompletionSource().Task;
        for (var i = 0; i < 10; i++)
            _pulses.Tick();
        Assert.Null(_pulses.Silent);
    }

    private string[] Tick(int times) => [.. Enumerable.Range(0, times).Select(_ =>
    {
        _pulses.Tick();
        _clock.Advance(PulseWatch.Interval);
        return _pulses.Silent ?? "nobody";
    })];
}
