using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The laws of the calculus for amounts, on random worlds.</summary>
public class QuantityLawTests
{
    private static readonly Gen<FusionRule> s_states = Worlds.AmountRule.Where(rule => rule.IsState);

    private static readonly Gen<Amount> s_figures = Worlds.Amount.Where(amount => amount.Kind is AmountKind.Point or AmountKind.Interval);

    [Fact]
    public void F_HULL_the_median_stays_among_the_figures() => Worlds.WorldsOf(Worlds.AmountRule, s_figures).Sample(
        world =>
        {
            var fusion = world.Fuse();
            if (fusion.Assess(Worlds.Now).Estimate is not { } estimate)
                return;

            // Those that count: a figure that goes back to an error alone spans no hull.
            var centres = fusion.Reported(Worlds.Now).Select(figure => AmountShape.Of(figure.Amount, world.Rule).Centre).ToArray();

            // Figures that all but agree are one centre of the grid: the median may leave their hull by no more than its width can be then.
            var slack = centres.Max() - centres.Min() < .1 / 32 ? .1 / 64 : 1e-9;
            Assert.InRange(estimate.P50, Shown(centres.Min(), world.Rule) * (1 - slack), Shown(centres.Max(), world.Rule) * (1 + slack));
            Assert.InRange(estimate.P50, estimate.P10, estimate.P90);
        },
        iter: Cases.Count);

    [Fact]
    public void F_LONE_one_figure_is_the_median_at_every_age() => Gen.Select(Worlds.AmountRule, s_figures, Worlds.Grade, Gen.Int[0, 70_000])
        .Sample(
        (rule, amount, grade, age) =>
        {
            var estimate = Alone(rule, Claim("a", amount, grade, 0)).Assess(age).Estimate!.Value;
            var centre = Shown(AmountShape.Of(amount, rule).Centre, rule);
            Assert.Equal(centre, estimate.P50, centre * 1e-9);
            Assert.InRange(centre, estimate.P10 * (1 - 1e-9), estimate.P90 * (1 + 1e-9));
        },
        iter: Cases.Count);

    [Fact]
    public void F_GRADE_a_better_grade_of_a_lone_figure_never_widens_its_range() => Gen.Select(
        Worlds.AmountRule, s_figures, Worlds.Grade, Worlds.Grade, Gen.Int[0, 70_000]).Sample(
        (rule, amount, one, other, age) =>
        {
            var table = new GradeTable(FusionConstants.Standard);
            var (worse, better) = table.Nats(one) <= table.Nats(other) ? (one, other) : (other, one);
            var (wide, narrow) = (Alone(rule, Claim("a", amount, worse, 0))
                .Assess(age).Estimate!.Value, Alone(rule, Claim("a", amount, better, 0)).Assess(age).Estimate!.Value);
            Assert.True(narrow.P10 >= wide.P10 * (1 - 1e-9) && narrow.P90 <= wide.P90 * (1 + 1e-9));
        },
        iter: Cases.Count);

    [Fact]
    public void F_WIDE_a_range_of_a_state_never_narrows_with_time_alone() => Gen.Select(
        Worlds.WorldsOf(s_states, Worlds.Amount), Gen.Int[0, 20_000], Gen.Int[0, 20_000]).Sample(
        (world, sooner, later) =>
        {
            var fusion = (world with { Claims = [.. world.Claims.Select(claim => claim with { UntilHour = null })] }).Fuse();
            var start = world.Claims.Max(claim => claim.ObservedHour) + sooner;
            if (fusion.Assess(start).Estimate is not { } before)
                return;
            var after = fusion.Assess(start + later).Estimate!.Value;
            Assert.True(after.P10 <= before.P10 * (1 + 1e-9) && after.P90 >= before.P90 * (1 - 1e-9));
        },
        iter: Cases.Count);

    [Fact]
    public void F_EVENT_a_count_ignores_the_as_of_time_once_it_counts() => Gen.Select(
        Worlds.WorldsOf(Worlds.AmountRule.Where(rule => rule.Nature == Nature.Event), Worlds.Amount), Gen.Int[0, 100_000]).Sample(
        (world, later) =>
        {
            var fusion = world.Fuse();
            var all = world.Claims.Max(claim => Math.Max(claim.ObservedHour, claim.OnHour ?? 0));
            Assert.Equal(Bits.Of(fusion.Assess(all).Estimate), Bits.Of(fusion.Assess(all + later).Estimate));
        },
        iter: Cases.Count);

    [Fact]
    public void F_LATER_of_two_contrary_figures_of_one_grade_the_later_is_nearer() => Gen.Select(
        s_states, Worlds.Grade, Worlds.OneOf(.05, .3, 3, 20), Gen.Double[4, 9]).Sample(
        (rule, grade, factor, successions) =>
        {
            var later = (long)Math.Ceiling(rule.SuccessionHours * successions);
            var fusion = Alone(rule, Claim("a", Amount.Point(100, counted: true), grade, 0),
                Claim("b", Amount.Point(100 * factor, counted: true), grade, later));
            var median = fusion.Assess(later).Estimate!.Value.P50;
            Assert.True(Math.Abs(Math.Log(median / (100 * factor))) < Math.Abs(Math.Log(median / 100)));
        },
        iter: Cases.Count);

    [Fact]
    public void F_GROW_a_later_higher_running_total_of_C3_or_better_is_the_total() => Gen.Select(
        Gen.Int[1, 5000], Gen.Double[.3, 4], Worlds.Grade, Gen.Select(Worlds.OneOf("A", "B", "C"), Gen.Int[1, 3]), Gen.Int[8, 19]).Sample(
        (low, growth, before, after, days) =>
        {
            var high = (int)(low * Math.Exp(growth)) + 1;
            var rule = new FusionRule(Nature.Event, null, 24, FusionConstants.Standard, isEstimated: false, isRunningTotal: true);
            var assessment = Alone(rule, Claim("a", Amount.Point(low), before, 240),
                Claim("b", Amount.Point(high), Grade.Parse(after.Item1 + after.Item2), 240 + (days * 24))).Assess(9999);
            Assert.Equal(1, assessment.Estimate!.Value.P50 / high, .05);
            Assert.Equal(240 + (days * 24), assessment.DayHour);
            Assert.Null(assessment.Conflict);
        },
        iter: Cases.Count);

    [Fact]
    public void F_SCALE_amounts_in_another_unit_give_the_same_in_that_unit() => Gen.Select(Worlds.Amounts, Gen.Double[-3, 3]).Sample(
        (world, scale) =>
        {
            var (rule, factor) = (world.Rule, Math.Exp(scale));
            var other = new FusionRule(
                rule.Nature, rule.HalfLifeHours, rule.SuccessionHours, FusionConstants.Standard, true, rule.IsEstimated,
                    rule.Least * factor, rule.Most * factor, rule.Jump, rule.IsRunningTotal);
            var told = world with { Claims = [.. world.Claims.Select(claim => claim with { Amount = Scaled(claim.Amount, 1, rule) })] };
            var scaled = world with { Rule = other,
                Claims = [.. world.Claims.Select(claim => claim with { Amount = Scaled(claim.Amount, factor, rule) })] };
            var (one, two) = (told.Fuse().Assess(Worlds.Now).Estimate, scaled.Fuse().Assess(Worlds.Now).Estimate);
            Assert.Equal(one is null, two is null);
            if (one is not { } here || two is not { } there)
                return;
            AssertScaled(here.P10, there.P10, factor, rule);
            AssertScaled(here.P50, there.P50, factor, rule);
            AssertScaled(here.P90, there.P90, factor, rule);
        },
        iter: Cases.Count);

    [Fact]
    public void F_BOUND_bounds_alone_give_no_estimate() => Worlds.WorldsOf(Worlds.AmountRule, Gen.Const(Amount.AtLeast(5))).Sample(
        world =>
        {
            var assessment = world.Fuse().Assess(Worlds.Now);
            Assert.Null(assessment.Estimate);
            Assert.Equal(assessment.Counted > 0 ? "only bounds" : assessment.Denied.Count > 0 ? "only denials"
                : "no claims", assessment.WhyNone);
            Assert.Equal(assessment.Counted > 0 ? 5 : (double?)null, assessment.AtLeast);
        },
        iter: Cases.Count);

    [Fact]
    public void F_COPY_copies_of_one_figure_weigh_at_most_a_ninth_more() =>
        Gen.Select(Worlds.AmountRule, s_figures, Worlds.Grade, Gen.Int[2, 60]).Sample(
        (rule, amount, grade, count) =>
        {
            var claims = Enumerable.Range(0, count).Select(i => Claim($"c{i}", amount, grade, 0)).ToArray();
            var world = new World<QuantityClaim>(rule, claims, [], [.. claims.Select(claim => (claim.ReportId, "origin"))], [], []);
            Assert.True(world.Fuse().Reported(0).Sum(figure => figure.Weight) <= (1 / (1 - .10)) + 1e-12);
        },
        iter: Cases.Count);

    [Fact]
    public void F_SRC_one_source_weighs_little_more_than_twice_its_best() =>
        Gen.Select(Worlds.AmountRule, s_figures, Worlds.Grade, Gen.Int[2, 60]).Sample(
        (rule, amount, grade, count) =>
        {
            var claims = Enumerable.Range(0, count).Select(i => Claim($"c{i}", amount, grade, 0)).ToArray();
            var world = new World<QuantityClaim>(rule, claims, [.. claims.Select(claim => (claim.ReportId, "one"))], [], [], []);
            Assert.True(world.Fuse().Reported(0).Sum(figure => figure.Weight) <= (1 / (1 - .10) / (1 - .50)) + 1e-12);
        },
        iter: Cases.Count);

    [Fact]
    public void F_NAME_the_names_of_forty_sources_do_not_matter() =>
        Gen.Select(Worlds.AmountRule, Gen.Select(Worlds.Amount, Worlds.Grade, Gen.Int[0, 2000]).Array[40])
        .SelectMany((rule, told) => Gen.Shuffle(Enumerable.Range(0, told.Length).ToArray()).Select(names => (rule, told, names))).Sample(
        (rule, told, names) =>
        {
            var claims = told.Select((claim, i) => Claim($"c{i}", claim.Item1, claim.Item2, -claim.Item3)).ToArray();
            World<QuantityClaim> Named(Func<int, int> name) =>
                new(rule, claims, [.. claims.Select((claim, i) => (claim.ReportId, $"s{name(i):00}"))], [], [], []);
            Assert.Equal(Bits.Of(Named(i => i).Fuse().Assess(0).Estimate), Bits.Of(Named(i => names[i]).Fuse().Assess(0).Estimate));
        },
        iter: Cases.Count);

    [Fact]
    public void Published_sources_never_exceed_the_reports() => Worlds.Amounts.Sample(
        world =>
        {
            var assessment = world.Fuse().Assess(Worlds.Now);
            Assert.InRange(assessment.Reports, 0, world.Claims.Select(claim => claim.ReportId).Distinct().Count());
            Assert.InRange(assessment.EffectiveSources, 0, assessment.Reports);
        },
        iter: Cases.Count);

    private static QuantityClaim Claim(string id, Amount amount, Grade grade, long hour) =>
        new(id, "R" + id, "S" + id, grade, hour, amount);

    private static QuantityFusion Alone(FusionRule rule, params QuantityClaim[] claims) =>
        new World<QuantityClaim>(rule, claims, [], [], [], []).Fuse();

    private static double Shown(double logarithm, FusionRule rule) => Math.Exp(logarithm) < rule.Least / 2 ? 0
        : Math.Min(Math.Exp(logarithm), rule.Most);

    // The same sigma, whatever the digits.
    private static Amount Scaled(Amount amount, double factor, FusionRule rule) => amount.Kind switch
    {
        AmountKind.Interval => Amount.Interval(amount.Low * factor, amount.High * factor),
        AmountKind.Point => Amount.Point(amount.Low * factor, AmountShape.Of(amount, rule).Sigma),
        AmountKind.AtLeast => Amount.AtLeast(amount.Low * factor),
        _ => Amount.AtMost(amount.Low * factor),
    };

    private static void AssertScaled(double here, double there, double factor, FusionRule rule) =>
        Assert.Equal(factor * here, there, 1e-6 * factor * Math.Max(here, rule.Least));
}
