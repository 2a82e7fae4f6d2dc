using Compounds.Grains.Inbox;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Grains.Tests;

/// <summary>Questions go before intake, and intake is never stopped by them.</summary>
public sealed class IntakePaceTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly IntakePace _pace;

    public IntakePaceTests() => _pace = new IntakePace(_clock);

    [Fact]
    public void Intake_goes_on_at_once_while_nobody_asks() => Assert.True(_pace.GiveWayAsync().AsTask().IsCompletedSuccessfully);

    [Fact]
    public async Task Intake_waits_until_the_last_question_is_answered()
    {
        var (first, second) = (_pace.Ask(), _pace.Ask());
        var intake = _pace.GiveWayAsync().AsTask();
        first.Dispose();
        Assert.False(intake.IsCompleted);
        second.Dispose();
        await intake;
    }

    [Fact]
    public async Task A_question_that_is_never_answered_holds_intake_up_for_10_ms_a_piece()
    {
        using var question = _pace.Ask();
        for (var piece = 0; piece < 3; piece++)
        {
            var intake = _pace.GiveWayAsync().AsTask();
            _clock.Advance(IntakePace.Patience - TimeSpan.FromTicks(1));
            Assert.False(intake.IsCompleted);
            _clock.Advance(TimeSpan.FromTicks(1));
            await intake;
        }
    }

    [Fact]
    public async Task A_question_that_is_answered_twice_counts_once()
    {
        var (first, second) = (_pace.Ask(), _pace.Ask());
        first.Dispose();
        first.Dispose();
        var intake = _pace.GiveWayAsync().AsTask();
        Assert.False(intake.IsCompleted);
        second.Dispose();
        await intake;
    }

    [Fact]
    public async Task One_delivery_more_than_there_is_room_for_waits_for_another_to_end()
    {
        for (var delivery = 0; delivery < IntakePace.MaxDeliveries; delivery++)
            await _pace.EnterAsync();
        var next = _pace.EnterAsync().AsTask();
        Assert.False(next.IsCompleted);
        _pace.Leave();
        await next;
    }

    public void Dispose() => _pace.Dispose();
}
