using Compounds.Claims;
using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The laws of totals and series.</summary>
public class SumLawTests
{
    private static readonly FusionRule s_count = new(Nature.Event, null, 7 * 24, FusionConstants.Standard, isEstimated: false);

    private static readonly Gen<Dictionary<string, TotalPart>> s_slots = Gen.Select(
        Worlds.Amount.Where(amount => amount.Kind is AmountKind.Point or AmountKind.Interval or AmountKind.AtLeast), Worlds.Grade).Array[1,
            5].Select(
        told => told.Select((part, i) => (Key: $"slot{i}", Part: PartOf(part.Item1, part.Item2)))
            .ToDictionary(slot => slot.Key, slot => slot.Part));

    private static readonly Gen<SeriesCount[]> s_series =
        Gen.Select(Gen.Int[1, 40], Worlds.OneOf(0, 0, 0, 6, 13, 29), Gen.Int[0, 9]).Array[1, 8].Select(
        told => told.Select((count, i) =>
            new SeriesCount($"d{i}", count.Item1, count.Item1 + count.Item2, count.Item3 == 0 ? "other" : null)).ToArray());

    [Fact]
    public void F_TOTAL_rows_add_up_and_totals_of_totals_agree() => Gen.Select(s_slots, Gen.ULong).Sample(
        (slots, seed) =>
        {
            var total = Total.Of(slots, seed);
            var parts = slots.Select(slot => Total.Of(new Dictionary<string, TotalPart> { [slot.Key] = slot.Value }, seed)).ToArray();
            AssertClose(parts.Sum(part => part.P10), total.P10);
            AssertClose(parts.Sum(part => part.P50), total.P50);
            AssertClose(parts.Sum(part => part.P90), total.P90);
            Assert.InRange(total.P50, total.P10, total.P90);
            Assert.InRange(total.IfIndependent.P50, total.IfIndependent.P10, total.IfIndependent.P90);
            Assert.Equal(slots.Values.Any(part => part.Estimate is null), total.IsAtLeast);
            Assert.Equal(slots.Count, total.Slots);
        },
        iter: Math.Max(1, Cases.Count / 4));

    [Fact]
    public void F_TOTAL_order_does_not_matter_and_the_seed_decides() => Gen.Select(s_slots, Gen.ULong).Sample(
        (slots, seed) =>
        {
            var reversed = slots.Reverse().ToDictionary(slot => slot.Key, slot => slot.Value);
            Assert.Equal(Bits.Of(Total.Of(slots, seed)), Bits.Of(Total.Of(reversed, seed)));
        },
        iter: Math.Max(1, Cases.Count / 4));

    [Fact]
    public void F_DISJ_added_counts_never_overlap_and_what_is_left_out_is_covered() =>
        Gen.Select(s_series, Gen.Int[-10, 40], Gen.Int[-10, 40]).Sample(
        (slots, day, start) =>
        {
            long? totalDay = day > 0 ? day : null;
            long? totalStart = totalDay is not null && start > 0 ? start : null;
            var parts = Series.Disjoint(slots, totalDay, totalStart);
            var held = slots.ToDictionary(slot => slot.Key);
            bool Meets(SeriesCount one, SeriesCount other) => one.StartDay <= other.EndDay && other.StartDay <= one.EndDay;
            bool MeetsTotal(SeriesCount slot) => totalDay is not null && slot.StartDay <= totalDay
                && (totalStart is null || slot.EndDay >= totalStart);
            bool IsHeld(long at) => parts.Add.Any(key => held[key].StartDay <= at && at <= held[key].EndDay)
                || (totalDay is not null && at <= totalDay && (totalStart is null || at >= totalStart));

            Assert.Equal(slots.Select(slot => slot.Key).Order(), parts.Add.Concat(parts.Why.Keys).Order());
            Assert.All(parts.Add, key =>
                Assert.All(parts.Add.Where(other => other != key), other => Assert.False(Meets(held[key], held[other]))));
            Assert.All(parts.Add, key => Assert.True(held[key].PartOf is null && !MeetsTotal(held[key])));
            Assert.All(parts.Why, why => Assert.True(
                why.Value == "part of " + held[why.Key].PartOf || (why.Value == "covered by the running total" && MeetsTotal(held[why.Key]))
                || parts.Add.Any(key => why.Value == "covered by " + key && Meets(held[key], held[why.Key]))));
            Assert.Equal(
                parts.Why.Keys.Where(key => held[key].PartOf is null
                    && Enumerable.Range((int)held[key].StartDay, (int)(held[key].EndDay - held[key].StartDay) + 1).Any(at => !IsHeld(at))),
                parts.Partly);
            Assert.Equal(Bits.Of(parts), Bits.Of(Series.Disjoint(slots.Reverse(), totalDay, totalStart)));
        },
        iter: Cases.Count);

    private static TotalPart PartOf(Amount amount, Compounds.Reports.Grade grade)
    {
        var fusion = new QuantityFusion(s_count, new Provenance());
        fusion.Add(new QuantityClaim("c", "r", "s", grade, 0, amount));
        return fusion.EstimateAt(0) is { } estimate ? new TotalPart(estimate) : new TotalPart(amount.Low);
    }

    private static void AssertClose(double expected, double value) => Assert.Equal(expected, value, 1e-9 * Math.Max(1, Math.Abs(expected)));
}
