using Compounds.Reports;
using System.Globalization;
using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The calculus as the reference writes it down: everything from scratch, no indexes, plain sums.</summary>
internal sealed class Oracle(IReadOnlyDictionary<string, string[]> cites, long asOf, long halfLife, IReadOnlyDictionary<string, string>? clusters = null)
{
    private const double OriginDiscount = 0.10;
    private const double ClusterDiscount = 0.50;
    private const int Ranks = 32;
    private static readonly Dictionary<char, double> P = new()
    {
        ['A'] = .95, ['B'] = .85, ['C'] = .75, ['D'] = .60, ['E'] = .52, ['F'] = .65,
    };

    private static readonly double[] K = [0, 1.00, .85, .60, .25, .05, .50];

    public static double Lambda(Grade grade)
    {
        var text = grade.ToString();
        var p = P[text[0]];
        return Math.Round(K[int.Parse(text[1..], CultureInfo.InvariantCulture)] * Math.Log(p / (1 - p)) * 1e6) / 1e6;
    }

    public (Dictionary<string, double> P, Dictionary<string, double> Score, Dictionary<string, double> Contributions, double Kappa) Category(
        IReadOnlyList<CodeClaim> claims, IReadOnlyDictionary<string, double> prior)
    {
        var score = new Dictionary<string, double>();
        var supports = new List<double>();
        var contributions = new Dictionary<string, double>();
        foreach (var (value, p) in prior)
        {
            var (nats, fors, _) = Support([.. claims.Where(c => c.Code == value && !c.Denied)]);
            var (against, denials, _) = Support([.. claims.Where(c => c.Code == value && c.Denied)]);
            score[value] = Math.Log(p) + nats - against;
            supports.Add(nats);
            foreach (var (id, x) in fors)
                contributions[id] = x;
            foreach (var (id, x) in denials)
                contributions[id] = -x;
        }

        var m = score.Values.Max();
        var z = score.Values.Sum(e => Math.Exp(e - m));
        var s = supports.OrderDescending().ToArray();
        return (score.ToDictionary(e => e.Key, e => Math.Exp(e.Value - m) / z), score, contributions, s[0] + s[1] > 0 ? 2 * s[1] / (s[0] + s[1]) : 0);
    }

    public (double Total, Dictionary<string, double> Contributions, int Clusters) Support(IReadOnlyList<CodeClaim> claims)
    {
        var roots = new Roots(claims, cites);
        var groups = Groups(claims, roots);
        var sources = claims.GroupBy(c => c.ReportId).ToDictionary(g => g.Key, g => g.Last().SourceId);
        var byCluster = new SortedDictionary<string, List<(double Sum, string Root, List<(string Id, double Weight)> Weights, Dictionary<string, double> Values)>>(StringComparer.Ordinal);
        foreach (var (root, members) in groups)
        {
            var key = sources.TryGetValue(root, out var source) ? source : "origin:" + root;
            key = clusters?.GetValueOrDefault(key, key) ?? key;
            var (sum, weights) = Geometric(members, OriginDiscount);
            if (!byCluster.TryGetValue(key, out var list))
                byCluster[key] = list = [];
            list.Add((sum, root, weights, members.ToDictionary(x => x.Id, x => x.Strength)));
        }

        var total = 0.0;
        var contributions = new Dictionary<string, double>();
        foreach (var list in byCluster.Values)
        {
            var (sum, weights) = Geometric([.. list.Select(g => (g.Sum, g.Root))], ClusterDiscount);
            var d2 = weights.ToDictionary(w => w.Id, w => w.Weight);
            foreach (var (_, root, ws, values) in list)
            {
                foreach (var (id, d) in ws)
                    contributions[id] = contributions.GetValueOrDefault(id) + (values[id] * d * d2.GetValueOrDefault(root));
            }

            total += sum;
        }

        return (total, contributions, byCluster.Count);
    }

    public (double P, double LogOdds, double Kappa) Bernoulli(IReadOnlyList<CodeClaim> claims, double prior)
    {
        var nats = Support([.. claims.Where(c => !c.Denied)]).Total;
        var against = Support([.. claims.Where(c => c.Denied)]).Total;
        var odds = Math.Log(prior / (1 - prior)) + nats - against;
        return (1 / (1 + Math.Exp(-odds)), odds, nats + against > 0 ? 2 * Math.Min(nats, against) / (nats + against) : 0);
    }

    /// <summary>Quantiles at the levels, and the weight of each claim, for a rule.</summary>
    public (double[] Quantiles, Dictionary<string, double> Weights) Quantity(IReadOnlyList<QuantityClaim> claims, QuantityRule rule, double[] levels)
    {
        const int points = 512;
        var grid = Enumerable.Range(0, points).Select(k => Math.Log(rule.Low) + (k * (Math.Log(rule.High) - Math.Log(rule.Low)) / (points - 1))).ToArray();
        var range = Math.Log(rule.High / rule.Low);
        var weights = Weights(claims);
        var e = grid.Select(x => -Math.Pow(x - Math.Log(rule.PriorMedian), 2) / (2 * rule.PriorSigma * rule.PriorSigma)).ToArray();
        foreach (var claim in claims.OrderBy(c => c.ClaimId, StringComparer.Ordinal))
        {
            var w = weights.GetValueOrDefault(claim.ClaimId) * Math.Pow(2, -(asOf - claim.ObservedHour) / (double)halfLife);
            var credence = Math.Tanh(Lambda(claim.Grade) / 2);
            for (var k = 0; k < points; k++)
                e[k] += w * Math.Log((credence * Likelihood(claim.Amount, rule, grid[k], range)) + ((1 - credence) / range));
        }

        var m = e.Max();
        var p = e.Select(x => Math.Exp(x - m)).ToArray();
        var z = p.Sum();
        var cumulative = new double[points];
        var a = 0.0;
        for (var k = 0; k < points; k++)
        {
            cumulative[k] = a + (p[k] / z / 2);
            a += p[k] / z;
        }

        return ([.. levels.Select(level => Quantile(grid, cumulative, level, rule.High))], weights);
    }

    private static double Likelihood(Amount amount, QuantityRule rule, double x, double range)
    {
        switch (amount.Kind)
        {
            case AmountKind.Interval:
                return Normal(x, (Math.Log(amount.Low) + Math.Log(amount.High)) / 2, Math.Max(0.05, Math.Log(amount.High / amount.Low) / (2 * 1.2815515655446004)));
            case AmountKind.Point:
                return Normal(x, Math.Log(amount.Low), amount.Spread > 0 ? amount.Spread : rule.PointSigma);
            default:
                var y = (x - Math.Log(amount.Low)) / 0.10;
                y = amount.Kind == AmountKind.AtLeast ? y : -y;
                return y > -700 ? 1 / (1 + Math.Exp(-y)) / range * 2 : 0;
        }
    }

    private static double Normal(double x, double mean, double sigma) =>
        Math.Exp(-Math.Pow(x - mean, 2) / (2 * sigma * sigma)) / (sigma * Math.Sqrt(2 * Math.PI));

    private static double Quantile(double[] grid, double[] cumulative, double level, double high)
    {
        for (var k = 1; k < grid.Length; k++)
        {
            if (cumulative[k] >= level)
            {
                var f = (level - cumulative[k - 1]) / (cumulative[k] - cumulative[k - 1]);
                return Math.Exp(grid[k - 1] + (f * (grid[k] - grid[k - 1])));
            }
        }

        return high;
    }

    private Dictionary<string, double> Weights(IReadOnlyList<EvidenceClaim> claims)
    {
        var roots = new Roots(claims, cites);
        var sources = claims.GroupBy(c => c.ReportId).ToDictionary(g => g.Key, g => g.Last().SourceId);
        var byCluster = new Dictionary<string, List<(double Sum, string Root, List<(string Id, double Weight)> Weights)>>();
        foreach (var (root, members) in Groups(claims, roots))
        {
            var key = sources.TryGetValue(root, out var source) ? source : "origin:" + root;
            key = clusters?.GetValueOrDefault(key, key) ?? key;
            var (sum, ws) = Geometric(members, OriginDiscount);
            if (!byCluster.TryGetValue(key, out var list))
                byCluster[key] = list = [];
            list.Add((sum, root, ws));
        }

        var origins = claims.ToDictionary(c => c.ClaimId, c => roots.Of(c.ReportId).Length);
        var weights = new Dictionary<string, double>();
        foreach (var list in byCluster.Values)
        {
            var d2 = Geometric([.. list.Select(g => (g.Sum, g.Root))], ClusterDiscount).Weights.ToDictionary(w => w.Id, w => w.Weight);
            foreach (var (_, root, ws) in list)
            {
                foreach (var (id, d) in ws)
                    weights[id] = weights.GetValueOrDefault(id) + (d * d2.GetValueOrDefault(root) / origins[id]);
            }
        }

        return weights;
    }

    // Whole half-lives are taken off as an exact power of two, so that shares equal by arithmetic are equal to the bit.
    private double Strength(EvidenceClaim claim)
    {
        var age = asOf - claim.ObservedHour;
        return Lambda(claim.Grade) * Math.Pow(2, -(age % halfLife) / (double)halfLife) * Math.Pow(2, -(age / halfLife));
    }

    private Dictionary<string, List<(double Strength, string Id)>> Groups(IEnumerable<EvidenceClaim> claims, Roots roots)
    {
        var groups = new Dictionary<string, List<(double, string)>>();
        foreach (var claim in claims)
        {
            var rs = roots.Of(claim.ReportId);
            foreach (var root in rs)
            {
                if (!groups.TryGetValue(root, out var members))
                    groups[root] = members = [];
                members.Add((Strength(claim) / rs.Length, claim.ClaimId));
            }
        }

        return groups;
    }

    private static (double Sum, List<(string Id, double Weight)> Weights) Geometric(IEnumerable<(double Strength, string Id)> values, double discount)
    {
        var sum = 0.0;
        var weights = new List<(string, double)>();
        foreach (var (strength, id) in values.OrderByDescending(v => v.Strength).ThenBy(v => v.Id, StringComparer.Ordinal).Take(Ranks))
        {
            var d = Math.Pow(discount, weights.Count);
            sum += strength * d;
            weights.Add((id, d));
        }

        return (sum, weights);
    }

    /// <summary>Roots by brute force: what a report reaches, and which of that reaches it back.</summary>
    internal sealed class Roots
    {
        private readonly Dictionary<string, HashSet<string>> _reach = [];

        public Roots(IEnumerable<EvidenceClaim> claims, IReadOnlyDictionary<string, string[]> cites)
        {
            var nodes = cites.Keys.Concat(cites.Values.SelectMany(c => c)).Concat(claims.Select(c => c.ReportId)).ToHashSet();
            foreach (var node in nodes)
            {
                var reached = new HashSet<string>();
                var open = new Stack<string>([node]);
                while (open.TryPop(out var next))
                {
                    foreach (var cited in cites.GetValueOrDefault(next, []))
                    {
                        if (reached.Add(cited))
                            open.Push(cited);
                    }
                }

                _reach[node] = reached;
            }
        }

        public string[] Of(string report) => [.. _reach[report].Append(report)
            .Where(IsSink).Select(Name).Distinct().Order(StringComparer.Ordinal)];

        public string[] Circular() => [.. _reach.Keys.Where(node => _reach[node].Contains(node)).Select(Name).Distinct().Order(StringComparer.Ordinal)];

        private bool IsSink(string node) => _reach[node].All(reached => _reach[reached].Contains(node) || reached == node);

        private string Name(string node) => _reach[node].Where(other => _reach[other].Contains(node)).Append(node).Min(StringComparer.Ordinal)!;
    }
}
