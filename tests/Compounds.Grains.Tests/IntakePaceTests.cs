using Compounds.Grains.Inbox;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Grains.Tests;

/// <summary>Questions go before intake, and intake is never stopped by them.</summary>
public sealed class IntakePaceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly IntakePace _pace;

    public IntakePaceTests() => _pace = new IntakePace(_clock, DeliveryRoom.OfDisk);

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
    public async Task A_feed_holds_no_intake_up_and_makes_room_for_fewer_deliveries_as_long_as_it_is_open()
    {
        var feed = _pace.Ask();
        feed.Answer();
        Assert.True(_pace.GiveWayAsync().AsTask().IsCompletedSuccessfully);
        _clock.Advance(IntakePace.Attention);
        await FillAsync(DeliveryRoom.OfDisk.WhileHeard);
        var next = _pace.EnterAsync().AsTask();
        Assert.False(next.IsCompleted);
        feed.Dispose();
        _pace.Leave();
        await next;
        await FillAsync(DeliveryRoom.OfDisk.Alone - DeliveryRoom.OfDisk.WhileHeard);
    }

    [Fact]
    public async Task One_delivery_more_than_there_is_room_for_waits_for_another_to_end()
    {
        await FillAsync(DeliveryRoom.OfDisk.Alone);
        var next = _pace.EnterAsync().AsTask();
        Assert.False(next.IsCompleted);
        _pace.Leave();
        await next;
    }

    [Fact]
    public async Task Few_deliveries_are_under_way_while_somebody_asks_and_for_a_while_after()
    {
        _pace.Ask().Dispose();
        _clock.Advance(IntakePace.Attention - TimeSpan.FromTicks(1));
        await FillAsync(DeliveryRoom.OfDisk.WhileAsked);
        var next = _pace.EnterAsync().AsTask();
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        var another = _pace.EnterAsync().AsTask();
        await next; // Whoever comes after sees that there is room, and does not go before those who waited.
        await another;
    }

    [Fact]
    public async Task All_that_wait_go_on_once_nobody_asks_any_more()
    {
        var reader = _pace.Ask();
        reader.Answer();
        await FillAsync(DeliveryRoom.OfDisk.WhileAsked);
        var waiting = Enumerable.Range(0, 10).Select(_ => _pace.EnterAsync().AsTask()).ToArray();
        reader.Dispose();
        _clock.Advance(IntakePace.Attention);
        _pace.Leave();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Deliveries_under_way_when_somebody_asks_end_before_another_begins()
    {
        await FillAsync(DeliveryRoom.OfDisk.Alone);
        using var reader = _pace.Ask();
        reader.Answer();
        var next = _pace.EnterAsync().AsTask();
        for (var ended = 0; ended < DeliveryRoom.OfDisk.Alone - DeliveryRoom.OfDisk.WhileAsked; ended++)
            _pace.Leave();
        Assert.False(next.IsCompleted);
        _pace.Leave();
        await next;
    }

    private async Task FillAsync(int deliveries)
    {
        for (var delivery = 0; delivery < deliveries; delivery++)
        {
            var entered = _pace.EnterAsync();
            Assert.True(entered.IsCompletedSuccessfully);
            await entered;
        }
    }
}
