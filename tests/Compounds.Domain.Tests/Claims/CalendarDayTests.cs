using Compounds.Claims;
using CsCheck;

namespace Compounds.Domain.Tests.Claims;

/// <summary>Days of the region.</summary>
public class CalendarDayTests
{
    private static readonly Gen<DateOnly> s_day = Gen.Int[0, 30_000].Select(static days => new DateOnly(1990, 1, 1).AddDays(days));
    private static readonly Gen<int?> s_zone = Gen.OneOf(Gen.Const((int?)null), Gen.Int[-840, 840].Select(static minutes => (int?)minutes));

    [Fact]
    public void A_day_begins_at_midnight_in_Bangkok_and_ends_a_second_before_the_next()
    {
        Assert.Equal(new DateTimeOffset(2025, 2, 4, 17, 0, 0, TimeSpan.Zero), CalendarDay.StartOf(new DateOnly(2025, 2, 5)));
        Assert.Equal(new DateTimeOffset(2025, 2, 5, 16, 59, 59, TimeSpan.Zero), CalendarDay.EndOf(new DateOnly(2025, 2, 5)));
        Assert.Equal(new DateOnly(2026, 11, 12), CalendarDay.Of(new DateTimeOffset(2026, 11, 12, 5, 30, 0, TimeSpan.FromHours(7))));
    }

    [Fact]
    public void Every_moment_of_a_day_belongs_to_it_in_its_zone() => Gen.Select(s_day, s_zone, Gen.Long[0, TimeSpan.TicksPerDay - 1]).Sample(
        static (day, zone, ticks) => Assert.Equal(day, CalendarDay.Of(CalendarDay.StartOf(day, zone).AddTicks(ticks), zone)), iter: Cases.Count);

    [Fact]
    public void A_claim_begins_its_day_in_its_own_zone()
    {
        var claim = new Claim(new(Compounds.Subjects.SubjectKind.Compound, null, "A", null), "outage", null, null, new DateOnly(2025, 2, 5), new QuantityValue(QuantityForm.Point, 1, 1, null, "h", 1), false, default, null, 0);
        Assert.Equal(new DateTimeOffset(2025, 2, 4, 17, 0, 0, TimeSpan.Zero), claim.OnStart());
        Assert.Equal(new DateTimeOffset(2025, 2, 4, 17, 30, 0, TimeSpan.Zero), (claim with { Validity = Validity.None with { ZoneMinutes = 390 } }).OnStart());
        Assert.Null((claim with { On = null }).OnStart());
    }
}
