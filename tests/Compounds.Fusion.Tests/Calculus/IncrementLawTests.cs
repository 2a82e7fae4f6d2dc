using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>What is said is a function of what is held, to the bit: order, repetition, retraction and the way there do not show.</summary>
public class IncrementLawTests
{
    [Fact]
    public void F_INC_any_way_to_a_world_of_codes_gives_the_same_bits() =>
        History<CodeClaim>.Of(Gen.Frequency((1, Worlds.Codes), (2, Worlds.ManyCodes))).Sample(
        history =>
        {
            var provenance = new Provenance();
            var fusion = new CategoryFusion(history.Final.Rule, provenance);
            history.Replay(fusion, provenance, hour => fusion.Assess(hour));
            var kept = Bits.Of(fusion.Assess(Worlds.Now + 600));
            Assert.Equal(Bits.Of(history.Final.Fuse().Assess(Worlds.Now + 600)), kept);
            Assert.Equal(Bits.Of(history.Final.Fuse()), Bits.Of(fusion));
        },
        iter: Cases.Count);

    [Fact]
    public void F_INC_any_way_to_a_world_of_amounts_gives_the_same_bits() =>
        History<QuantityClaim>.Of(Gen.Frequency((1, Worlds.Amounts), (2, Worlds.ManyAmounts))).Sample(
        history =>
        {
            var provenance = new Provenance();
            var fusion = new QuantityFusion(history.Final.Rule, provenance);
            history.Replay(fusion, provenance, hour => fusion.Assess(hour));
            var kept = Bits.Of(fusion.Assess(Worlds.Now + 600));
            Assert.Equal(Bits.Of(history.Final.Fuse().Assess(Worlds.Now + 600)), kept);
            Assert.Equal(Bits.Of(history.Final.Fuse()), Bits.Of(fusion));
        },
        iter: Cases.Count);

    [Fact]
    public void F_ORD_the_order_of_codes_does_not_matter() => Shuffled(Worlds.Codes).Sample(
        (world, shuffled) => Assert.Equal(Bits.Of(world.Fuse()), Bits.Of((world with { Claims = shuffled }).Fuse())), iter: Cases.Count);

    [Fact]
    public void F_ORD_the_order_of_amounts_does_not_matter() => Shuffled(Worlds.Amounts).Sample(
        (world, shuffled) => Assert.Equal(Bits.Of(world.Fuse()), Bits.Of((world with { Claims = shuffled }).Fuse())), iter: Cases.Count);

    [Fact]
    public void F_DUP_a_repeated_claim_changes_nothing() => Gen.Select(Worlds.Codes, Worlds.Amounts).Sample(
        (codes, amounts) =>
        {
            var (category, quantity) = (codes.Fuse(), amounts.Fuse());
            var once = Bits.Of(category, Worlds.Now) + Bits.Of(quantity, Worlds.Now);
            Assert.All(codes.Claims, claim => Assert.False(category.Add(claim)));
            Assert.All(amounts.Claims, claim => Assert.False(quantity.Add(claim)));
            Assert.Equal(once, Bits.Of(category, Worlds.Now) + Bits.Of(quantity, Worlds.Now));
        },
        iter: Cases.Count);

    [Fact]
    public void F_RET_a_claim_asserted_and_retracted_was_never_there() => Gen.Select(Worlds.Codes, Worlds.Amounts).Sample(
        (codes, amounts) =>
        {
            var (category, quantity) = (codes.Fuse(), amounts.Fuse());
            Assert.NotEmpty(Bits.Of(category.Assess(Worlds.Now)) + Bits.Of(quantity.Assess(Worlds.Now)));
            Assert.True(category.Remove(codes.Claims[^1].ClaimId));
            Assert.True(quantity.Remove(amounts.Claims[^1].ClaimId));
            Assert.Equal(Bits.Of((codes with { Claims = codes.Claims[..^1] }).Fuse()), Bits.Of(category));
            Assert.Equal(Bits.Of((amounts with { Claims = amounts.Claims[..^1] }).Fuse()), Bits.Of(quantity));
        },
        iter: Cases.Count);

    [Fact]
    public void An_explanation_changes_nothing() => Gen.Select(Worlds.Codes, Worlds.Amounts).Sample(
        (codes, amounts) =>
        {
            var (category, quantity) = (codes.Fuse(), amounts.Fuse());
            var before = Bits.Of(category.Assess(Worlds.Now)) + Bits.Of(quantity.Assess(Worlds.Now));
            Assert.Equal(Bits.Of(category.Explain(Worlds.Now)), Bits.Of(category.Explain(Worlds.Now)));
            Assert.Equal(Bits.Of(quantity.Explain(Worlds.Now)), Bits.Of(quantity.Explain(Worlds.Now)));
            Assert.Equal(before, Bits.Of(category.Assess(Worlds.Now)) + Bits.Of(quantity.Assess(Worlds.Now)));
        },
        iter: Cases.Count);

    [Fact]
    public void Removing_a_claim_does_what_its_explanation_said() => Gen.Select(Worlds.Codes, Worlds.Amounts).Sample(
        (codes, amounts) =>
        {
            var (category, quantity) = (codes.Fuse(), amounts.Fuse());
            double P() => category.Assess(Worlds.Now).Values.SingleOrDefault(value => value.Value == codes.Claims[0].Code)?.Probability
                ?? 0;
            double? Median() => quantity.Assess(Worlds.Now).Estimate?.P50;
            var (p, median) = (P(), Median());
            var contribution = category.Explain(Worlds.Now).SingleOrDefault(item => item.ClaimId == codes.Claims[0].ClaimId);
            var figure = quantity.Explain(Worlds.Now).SingleOrDefault(item => item.ClaimId == amounts.Claims[0].ClaimId);
            category.Remove(codes.Claims[0].ClaimId);
            quantity.Remove(amounts.Claims[0].ClaimId);
            Assert.Equal(P() - p, contribution?.IfRemoved ?? 0);
            if (figure is not null)
                Assert.Equal(Median() - median, figure.MedianIfRemoved);
        },
        iter: Cases.Count);

    // Where 1 − e^−x is all rounding, what one figure takes over of another must still not depend on which came first.
    [Fact]
    public void F_ORD_nearly_equal_figures_in_any_order_give_the_same_bits() => Gen.Select(
        Gen.Double[0, 1e-6].Array[24], Worlds.Grade.Array[24], Gen.Int[0, 2000].Array[24], Gen.Int.Array[24]).Sample(
        (off, grades, ages, order) =>
        {
            var rule = new FusionRule(Compounds.Claims.Nature.State, 60 * 24, 7 * 24, FusionConstants.Standard);
            var claims = off.Select((x, i) => new QuantityClaim(
                $"k{i:00}", $"R{i:00}", "s", grades[i], Worlds.Now - ages[i], Amount.Point(1000 * (1 + x), .4))).ToArray();
            var world = new World<QuantityClaim>(rule, claims, [], [], [], []);
            QuantityClaim[] shuffled = [.. claims.Zip(order).OrderBy(pair => pair.Second).Select(pair => pair.First)];
            var fusion = (world with { Claims = shuffled[..20] }).Fuse();
            Assert.Equal(Bits.Of(fusion.Assess(Worlds.Now)), Bits.Of(fusion.Assess(Worlds.Now)));
            foreach (var claim in shuffled[20..])
                fusion.Add(claim);
            Assert.Equal(Bits.Of(world.Fuse(), Worlds.Now), Bits.Of(fusion, Worlds.Now));
        },
        iter: Cases.Count);

    private static Gen<(World<TClaim> World, TClaim[] Shuffled)> Shuffled<TClaim>(Gen<World<TClaim>> worlds)
        where TClaim : EvidenceClaim => worlds.SelectMany(world => Gen.Shuffle(world.Claims).Select(shuffled => (world, shuffled)));
}
