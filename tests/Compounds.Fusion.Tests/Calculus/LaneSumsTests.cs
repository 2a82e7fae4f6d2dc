using System.Runtime.Intrinsics;
using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>Eight sums at once are, to the bit, what each would be by itself, and rows that are kept what they were.</summary>
public class LaneSumsTests
{
    [Fact]
    public void Each_lane_is_the_discounted_sum_of_its_strengths_strongest_first() => Gen.Select(
        Gen.Frequency((3, Gen.Double[0, 3]), (1, Gen.Const(0.0)), (1, Gen.Int[0, 2].Select(level => (double)level))).Array[8].Array[0, 200],
        Worlds.OneOf(1, 3, 8, 31, 32, 33)).Sample(
        (strengths, ranks) =>
        {
            var discounts = Enumerable.Range(0, ranks).Select(rank => Math.Pow(.85, rank)).ToArray();
            var sums = new LaneSums(ranks);
            for (var turn = 0; turn < 2; turn++)
            {
                foreach (var lanes in strengths)
                    sums.Add(Vector512.Create<double>(lanes));
                var taken = sums.Take(discounts);
                for (var lane = 0; lane < 8; lane++)
                {
                    var sum = 0.0;
                    foreach (var (strength, discount) in strengths.Select(lanes => lanes[lane]).OrderDescending().Zip(discounts))
                        sum += strength * discount;
                    Assert.Equal(BitConverter.DoubleToInt64Bits(sum), BitConverter.DoubleToInt64Bits(taken[lane]));
                }
            }
        },
        iter: Cases.Count);

    [Fact]
    public void F_INC_rows_that_are_kept_are_those_that_would_be_worked_out() => Worlds.ManyAmounts.Sample(
        world =>
        {
            var kept = Bits.Of(world.Fuse(), Worlds.Now + 600);
            var rows = EvidenceRows.Take();
            Assert.Equal(kept, Bits.Of(world.Fuse(), Worlds.Now + 600));
            rows.GiveBack();
        },
        iter: Math.Max(1, Cases.Count / 4));
}
