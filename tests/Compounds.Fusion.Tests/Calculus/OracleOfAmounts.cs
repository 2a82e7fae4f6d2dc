using System.Globalization;
using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The part of the reference about amounts.</summary>
internal sealed partial class Oracle<TClaim>
{
    public sealed record Shape(string Kind, double Centre, double Sigma);

    public sealed record Estimate(
        Quantiles? Quantiles, string? WhyNone, string? Lead, double Temper, double? Fresh, long? Day, double? AtLeast, double? AtMost,
        Dictionary<string, double> Weights, Dictionary<string, double> Retained, (string, string, double)? Conflict,
            (string, string)? Quarrel,
        Dictionary<string, string> Superseded, string[] Challenged, int Sources, int Effective, string[] Denied);

    private QuantityClaim[] Fused => [.. _now.Cast<QuantityClaim>().Where(claim => !claim.IsDenied)];

    public static Shape ShapeOf(Amount amount, FusionRule rule)
    {
        double Floored(double x) => Math.Max(x, rule.Least / 4);
        switch (amount.Kind)
        {
            case AmountKind.Interval:
                var (low, high) = (Floored(amount.Low), Floored(amount.High));
                return new("two", (Math.Log(low) + Math.Log(high)) / 2, Math.Max(.05, Math.Log(high / low) / (2 * 1.2815515655446004)));
            case AmountKind.Point when amount.Low == 0:
                return new("two", Math.Log(rule.Least / 4), Math.Max(.02, amount.Sigma ?? .35));
            case AmountKind.Point:
                var sigma = amount.Sigma is { } told ? Math.Max(.02, told)
                    : amount.Counted ?? !rule.IsEstimated
                        ? Math.Max(.02, Math.Min(.10, Unit(amount.Low) / 2 / amount.Low / 1.2815515655446004)) : .35;
                return new("two", Math.Log(amount.Low), sigma);
            default:
                return new(amount.Kind == AmountKind.AtLeast ? "atLeast" : "atMost", Math.Log(Floored(amount.Low)), .10);
        }
    }

    public Estimate Measure()
    {
        var shapes = Fused.ToDictionary(claim => claim.ClaimId, claim => ShapeOf(claim.Amount, _rule));
        var retained = Fused.ToDictionary(claim => claim.ClaimId, claim => Retained(claim, shapes));
        var newest = Fused.Select(Seen).DefaultIfEmpty().Max();
        double Rank(EvidenceClaim claim) => Lambda(claim) * retained[claim.ClaimId] * Fade(newest - Seen(claim));
        var (_, _, clusters, weights) = Support(Fused, Rank, isAcross: false);
        var whole = clusters.Values.Sum();
        var temper = whole > 0 ? clusters.Values.OrderDescending().Select((sum, k) => sum * Math.Pow(.85, k)).Sum() / whole : 1;
        var force = Fused.ToDictionary(claim => claim.ClaimId, claim => weights.GetValueOrDefault(claim.ClaimId) * Rank(claim));
        var effective = Math.Min(
            Support(Fused, claim => Lambda(claim) * retained[claim.ClaimId] * Fade(_asOf - Seen(claim)),
                isAcross: false).Clusters.Values.Count(sum => sum >= .4),
            Fused.Select(claim => claim.ReportId).Distinct().Count());
        double? Bound(string kind) => Fused.Where(claim => shapes[claim.ClaimId].Kind == kind)
            .OrderByDescending(claim => force[claim.ClaimId])
            .ThenByDescending(claim => kind == "atLeast" ? claim.Amount.Low : -claim.Amount.Low).Select(claim => (double?)claim.Amount.Low)
                .FirstOrDefault();
        string[] denied = [.. _now.Where(claim => claim.IsDenied).Select(claim => claim.ClaimId)];
        var two = Fused.Where(claim => shapes[claim.ClaimId].Kind == "two").ToArray();
        if (two.Length == 0)
        {
            return new(
                null, Fused.Length > 0 ? "only bounds" : denied.Length > 0 ? "only denials" : "no claims", null, temper, null,
                _rule.IsRunningTotal && Fused.Length > 0 ? Fused.Max(When)
                    : null, Bound("atLeast"), Bound("atMost"), [], retained, null, null, [], [], clusters.Count, effective, denied);
        }

        var lead = two.OrderByDescending(claim => force[claim.ClaimId]).ThenByDescending(Seen)
            .ThenByDescending(claim => claim.ClaimId, StringComparer.Ordinal).First();
        var e = Fused.ToDictionary(claim => claim.ClaimId, claim => Math.Min(1, force[claim.ClaimId] / force[lead.ClaimId]));
        double? fresh = _rule.Nature == Claims.Nature.State ? Fade(_asOf - Seen(lead)) : null;
        var (conflict, quarrel, superseded, challenged) = Conflicts(shapes, e, lead);
        return new(
            Posterior(shapes, e, temper, fresh), null, lead.ClaimId, temper, fresh,
            _rule.IsRunningTotal ? two.Where(claim => e[claim.ClaimId] >= .5).Max(When)
                : null, Bound("atLeast"), Bound("atMost"), e, retained,
            conflict, quarrel, superseded, challenged, clusters.Count, effective, denied);
    }

    private static double Unit(double x)
    {
        if (x == Math.Floor(x) && x < 100)
            return 1;

        // Through decimals, where trailing zeros can be counted.
        var text = ((decimal)x).ToString(CultureInfo.InvariantCulture);
        if (text.Contains('.', StringComparison.Ordinal) && text.TrimEnd('0') is var trimmed && !trimmed.EndsWith('.'))
            return Math.Pow(10, -(trimmed.Length - trimmed.IndexOf('.', StringComparison.Ordinal) - 1));
        var whole = text.Split('.')[0];
        return Math.Pow(10, whole.Length - whole.TrimEnd('0').Length);
    }

    private static double Apart(Shape a, Shape b)
    {
        var d = a.Centre - b.Centre;
        if (a.Kind == b.Kind && a.Kind != "two")
            return 0;
        if (a.Kind == "atLeast" || b.Kind == "atMost")
            d = Math.Max(0, d);
        else if (a.Kind == "atMost" || b.Kind == "atLeast")
            d = Math.Max(0, -d);
        return Math.Abs(d) / Math.Sqrt((a.Sigma * a.Sigma) + (b.Sigma * b.Sigma));
    }

    private long When(EvidenceClaim claim) => !_rule.IsRunningTotal ? claim.ObservedHour : claim.OnHour
        ?? (long)Math.Floor(claim.ObservedHour / 24.0) * 24;

    private double Retained(QuantityClaim claim, Dictionary<string, Shape> shapes)
    {
        if (_rule.Nature != Claims.Nature.State && !_rule.IsRunningTotal)
            return 1;

        var (best, hour, shape) = (0.0, When(claim), shapes[claim.ClaimId]);
        foreach (var later in Fused)
        {
            var other = shapes[later.ClaimId];
            if (When(later) <= hour || Holds(later, hour) || other.Kind != "two" || (_rule.IsRunningTotal && other.Centre <= shape.Centre))
                continue;

            var q = 1 - Math.Exp(-Math.Pow(Apart(shape, other), 2) / 2);
            var c = Math.Min(1, (_rule.IsRunningTotal ? 4 : 1) * Credence(later) / Credence(claim));
            best = Math.Max(best, c * q * (1 - Math.Pow(2, -(When(later) - hour) / (double)_rule.SuccessionHours)));
        }

        return 1 - best;
    }

    private ((string, string, double)? Conflict, (string, string)? Quarrel, Dictionary<string, string> Superseded,
        string[] Challenged) Conflicts(
        Dictionary<string, Shape> shapes, Dictionary<string, double> e, QuantityClaim lead)
    {
        ((string, string, double)? best, (string, string, double)? two) = (null, null);
        var superseded = new Dictionary<string, string>();
        var challenged = new List<string>();
        var clusters = Fused.ToDictionary(claim => claim.ClaimId, claim => _roots[claim.ReportId].Select(ClusterOf).ToHashSet());
        foreach (var a in Fused)
        {
            foreach (var b in Fused)
            {
                var (one, other) = (shapes[a.ClaimId], shapes[b.ClaimId]);
                var d = Apart(one, other);
                if (a == b || d <= 3)
                    continue;

                var after = When(b) > When(a);
                var (first, last) = after ? (one, other) : (other, one);
                var succeeds = _rule.IsRunningTotal ? after && other.Centre > one.Centre : _rule.Nature == Claims.Nature.State && after
                    && !AreAboutSameTime(a, b);
                var quarrel = _rule.IsRunningTotal ? When(a) == When(b) || last.Centre < first.Centre : AreAboutSameTime(a, b);
                if (succeeds && e[b.ClaimId] >= e[a.ClaimId])
                {
                    var known = superseded.TryGetValue(a.ClaimId, out var by) ? Fused.Single(claim => claim.ClaimId == by) : b;
                    superseded[a.ClaimId] = (When(b), b.ClaimId).CompareTo((When(known), known.ClaimId)) > 0 ? b.ClaimId : known.ClaimId;
                }

                if (succeeds && a == lead && e[b.ClaimId] < 1)
                    challenged.Add(b.ClaimId);
                if (!quarrel || string.CompareOrdinal(a.ClaimId, b.ClaimId) > 0 || clusters[a.ClaimId].Overlaps(clusters[b.ClaimId])
                    || Math.Min(e[a.ClaimId], e[b.ClaimId]) < .2)
                    continue;
                if (best is null || d > best.Value.Item3)
                    best = (a.ClaimId, b.ClaimId, d);
                if (one.Kind == "two" && other.Kind == "two" && (two is null || d > two.Value.Item3))
                    two = (a.ClaimId, b.ClaimId, d);
            }
        }

        return (best, two is null ? null : (two.Value.Item1, two.Value.Item2), superseded, [.. challenged]);
    }

    private Quantiles Posterior(Dictionary<string, Shape> shapes, Dictionary<string, double> e, double temper, double? fresh)
    {
        var two = shapes.Values.Where(shape => shape.Kind == "two").ToArray();
        var (low, high) = (two.Min(shape => shape.Centre), two.Max(shape => shape.Centre));
        var half = (high - low) / 2;
        var h = Math.Max(.02, Math.Min(.1, two.Min(shape => shape.Sigma) / 4));
        if (half >= h / 64) // Nearer figures are one centre; the reference script would make its grid finer without end.
            h = half / Math.Ceiling((half / h) - 1e-9);
        var reach = (int)Math.Ceiling(
            ((half + (6 * (Math.Log(2) + two.Max(shape => shape.Sigma) + (fresh is null ? 0 : _rule.Jump)))) / h) - 1e-9);
        var grid = Enumerable.Range(-reach, (2 * reach) + 1).Select(k => ((high + low) / 2) + (k * h)).ToArray();
        var evidence = grid.Select(x => Fused.Where(claim => e[claim.ClaimId] > 0).Sum(
            claim => Math.Round(e[claim.ClaimId] * Math.Log(Likelihood(x, shapes[claim.ClaimId], Credence(claim))) * Math.Pow(2, 40))))
                .ToArray();
        var most = evidence.Max();
        var p = Normal(evidence.Select(x => Math.Exp(temper * (x - most) / Math.Pow(2, 40))));
        if (fresh is not { } r)
            return new(Published(grid, p, .1), Published(grid, p, .5), Published(grid, p, .9));

        var rho = Math.Exp(-h / _rule.Jump);
        var changed = Normal(Enumerable.Range(0, p.Length).Select(i => p.Select((x, j) => x * Math.Pow(rho, Math.Abs(i - j))).Sum()));
        var aged = p.Zip(changed, (x, y) => (r * x) + ((1 - r) * y)).ToArray();
        return new(
            Math.Min(Published(grid, aged, .1), Published(grid, p, .1)), Published(grid, aged, .5),
                Math.Max(Published(grid, aged, .9), Published(grid, p, .9)));
    }

    private static double[] Normal(IEnumerable<double> density)
    {
        var all = density.ToArray();
        var sum = all.Sum();
        return [.. all.Select(x => x / sum)];
    }

    private static double Likelihood(double x, Shape shape, double c)
    {
        var d = x - shape.Centre;
        if (shape.Kind != "two")
            return 1 - c + (2 * c / (1 + Math.Exp((shape.Kind == "atLeast" ? -d : d) / .10)));
        var b = Math.Log(2) + shape.Sigma;
        return (c * Math.Exp(-d * d / (2 * shape.Sigma * shape.Sigma)) / (shape.Sigma * Math.Sqrt(2 * Math.PI))) + (
            (1 - c) * Math.Exp(-Math.Abs(d) / b) / (2 * b));
    }

    private double Published(double[] grid, double[] p, double level)
    {
        var (below, before) = (0.0, double.NaN);
        var logarithm = grid[^1];
        for (var k = 0; k < p.Length; k++)
        {
            var cumulative = below + (p[k] / 2);
            if (cumulative >= level)
            {
                logarithm = double.IsNaN(before) || cumulative == before ? grid[k]
                    : grid[k - 1] + ((level - before) / (cumulative - before) * (grid[k] - grid[k - 1]));
                break;
            }

            (before, below) = (cumulative, below + p[k]);
        }

        var x = Math.Exp(logarithm);
        return x < _rule.Least / 2 ? 0 : Math.Min(x, _rule.Most);
    }
}
