using Microsoft.Extensions.Time.Testing;

namespace Compounds.Ledger.Tests;

/// <summary>The time of a ledger never falls along its facts, however the clock of the machine is set.</summary>
public sealed class LedgerClockTests
{
    private readonly FakeTimeProvider _machine = new(Some.Noon);
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    [Fact]
    public void A_machine_that_is_not_behind_tells_the_time()
    {
        var clock = Clock(acceptsBehind: false);
        Assert.Equal(Some.Noon, clock.GetUtcNow());
        _last = Some.Noon;
        Assert.Equal(Some.Noon, clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Some.Noon.AddHours(1), clock.GetUtcNow());
        clock.ThrowIfBehind();
    }

    [Fact]
    public void Behind_the_last_fact_it_goes_on_at_half_speed_until_the_machine_has_caught_up()
    {
        var clock = Clock(acceptsBehind: true);
        _last = Some.Noon.AddMinutes(4);
        Assert.Equal(_last, clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(_last = Some.Noon.AddMinutes(5), clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(_last = Some.Noon.AddMinutes(6), clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(_last = Some.Noon.AddMinutes(8), clock.GetUtcNow());
        _machine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Some.Noon.AddMinutes(9), clock.GetUtcNow());
    }

    [Fact]
    public void Two_days_ahead_and_back_time_does_not_fall()
    {
        var clock = Clock(acceptsBehind: true);
        _machine.AdjustTime(Some.Noon.AddDays(2));
        _last = clock.GetUtcNow();
        _machine.AdjustTime(Some.Noon);
        for (var fact = 0; fact < 100; fact++)
        {
            _machine.Advance(TimeSpan.FromSeconds(1));
            var now = clock.GetUtcNow();
            Assert.True(fact == 0 ? now >= _last : now > _last);
            _last = now;
        }
    }

    [Fact]
    public void More_than_five_minutes_behind_nothing_is_recorded_unless_an_operator_accepts_it()
    {
        _last = Some.Noon.AddMinutes(5);
        Clock(acceptsBehind: false).ThrowIfBehind();
        _last = Some.Noon.AddHours(49);
        var refusal = Assert.Throws<ClockBehindException>(Clock(acceptsBehind: false).ThrowIfBehind);
        Assert.Contains("says 2025-06-01 12:00:00Z, which is 2.01:00:00", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Ledger:AcceptClockBehind=true", refusal.Message, StringComparison.Ordinal);
        Clock(acceptsBehind: true).ThrowIfBehind();
    }

    private LedgerClock Clock(bool acceptsBehind) => new(_machine, () => _last, acceptsBehind);
}
