using Compounds.Claims;
using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The calculus as the reference writes it down: everything from scratch, no indexes.</summary>
internal sealed partial class Oracle<TClaim>
    where TClaim : EvidenceClaim
{
    private const int Ranks = 32;
    private readonly FusionRule _rule;
    private readonly long _asOf;
    private readonly Dictionary<string, string[]> _roots;
    private readonly Dictionary<string, string> _sources;
    private readonly Dictionary<string, string> _clusters;
    private readonly TClaim[] _now;

    public Oracle(World<TClaim> world, long asOf)
    {
        (_rule, _asOf) = (world.Rule, asOf);
        _sources = world.Filed.ToDictionary(filed => filed.Report, filed => filed.Source);
        _clusters = [];
        foreach (var (source, cluster) in world.Clusters)
            _clusters[source] = cluster;
        var reach = Reach(world);
        _roots = reach.ToDictionary(entry => entry.Key, entry => RootsOf(entry.Key, reach));
        bool HasFallen(string root) => reach[root].Where(other => reach[other].Contains(root)).All(world.Erroneous.Contains);
        var counted = world.Claims.Where(Counts).ToArray();
        Review = [.. counted.Where(claim => _roots[claim.ReportId].All(HasFallen)).Select(claim => claim.ClaimId)
            .Order(StringComparer.Ordinal)];
        _now = [.. counted.Where(claim => !Review.Contains(claim.ClaimId)).OrderBy(claim => claim.ClaimId, StringComparer.Ordinal)];
    }

    public string[] Review { get; }

    public static double Lambda(EvidenceClaim claim)
    {
        var p = claim.Grade.Reliability switch
        {
            Compounds.Reports.Reliability.A => .95,
            Compounds.Reports.Reliability.B => .85,
            Compounds.Reports.Reliability.C => .75,
            Compounds.Reports.Reliability.D => .60,
            Compounds.Reports.Reliability.E => .52,
            _ => .65,
        };
        double[] k = [0, 1.00, .85, .60, .25, .05, .50];
        return Math.Round(k[(int)claim.Grade.Credibility] * Math.Log(p / (1 - p)) * 1e6) / 1e6;
    }

    public static double Credence(EvidenceClaim claim) => Math.Tanh(Lambda(claim) / 2);

    // Report to all that it reaches, itself included.
    private static Dictionary<string, HashSet<string>> Reach(World<TClaim> world)
    {
        var reach = world.Claims.Select(claim => claim.ReportId).Concat(world.Cites.Select(cite => cite.Report))
            .Concat(world.Cites.Select(cite => cite.Cited))
            .Distinct().ToDictionary(report => report, report => new HashSet<string> { report });
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (report, cited) in world.Cites)
            {
                var before = reach[report].Count;
                reach[report].UnionWith(reach[cited]);
                changed |= reach[report].Count > before;
            }
        }

        return reach;
    }

    // Least ids of the reached components that reach nothing else.
    private static string[] RootsOf(string report, Dictionary<string, HashSet<string>> reach) =>
        [.. reach[report].Where(other => reach[other].All(next => reach[next].Contains(other)))
            .Select(other => reach[other].Order(StringComparer.Ordinal).First()).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, double> Ranked(IEnumerable<(double Strength, string Id)> values, double discount) =>
        values.OrderByDescending(value => value.Strength).ThenBy(value => value.Id, StringComparer.Ordinal).Take(Ranks)
            .Select((value, rank) => (value.Id, Discount: Math.Pow(discount, rank)))
                .ToDictionary(value => value.Id, value => value.Discount);

    private bool Counts(TClaim claim)
    {
        if (_rule.Nature == Nature.Event)
            return (claim.OnHour ?? claim.ObservedHour) <= _asOf;
        var start = claim.FromHour ?? (_rule.Nature == Nature.State ? claim.ObservedHour : long.MinValue);
        return start <= _asOf && (claim.UntilHour is not { } until || _asOf < until);
    }

    private long Seen(EvidenceClaim claim) => Math.Min(claim.ObservedHour, _asOf);

    private double Fade(long hours) => _rule.HalfLifeHours is { } halfLife ? Math.Pow(2, -Math.Max(0, hours) / (double)halfLife) : 1;

    private bool Holds(EvidenceClaim claim, long hour) => _rule.Nature == Nature.State && claim.FromHour is { } from && from <= hour;

    private bool AreAboutSameTime(EvidenceClaim a, EvidenceClaim b)
    {
        if (_rule.Nature == Nature.Event)
            return true;
        if (_rule.Nature == Nature.State)
        {
            long Low(EvidenceClaim claim) => Math.Min(claim.FromHour ?? claim.ObservedHour, claim.ObservedHour);
            return Math.Max(Low(a), Low(b)) - Math.Min(a.ObservedHour, b.ObservedHour) <= _rule.SuccessionHours;
        }

        (long Start, long End) Span(EvidenceClaim claim, EvidenceClaim contrary)
        {
            var end = claim.UntilHour ?? long.MaxValue;
            if (contrary.FromHour is { } from && from > (claim.FromHour ?? claim.ObservedHour))
                end = Math.Min(end, from);
            return (claim.FromHour ?? long.MinValue, end);
        }

        var (one, other) = (Span(a, b), Span(b, a));
        return one.Start < other.End && other.Start < one.End;
    }

    private string ClusterOf(string root)
    {
        var source = _sources.GetValueOrDefault(root, "origin:" + root);
        return _clusters.GetValueOrDefault(source, source);
    }

    // The sum, the nats and the weight of each claim, and the sum of each cluster before the discount across clusters.
    private (double Sum, Dictionary<string, double> Nats, Dictionary<string, double> Clusters, Dictionary<string, double> Weights) Support(
        IReadOnlyList<EvidenceClaim> claims, Func<EvidenceClaim, double> strength, bool isAcross = true)
    {
        var shares = claims.SelectMany(claim => _roots[claim.ReportId]
            .Select(root => (Claim: claim, Root: root, Strength: strength(claim) / _roots[claim.ReportId].Length))).ToArray();
        var groups = shares.GroupBy(share => share.Root).ToDictionary(group => group.Key, group =>
        {
            var discounts = Ranked(group.Select(share => (share.Strength, share.Claim.ClaimId)), .10);
            return (Sum: group.Sum(share => share.Strength * discounts.GetValueOrDefault(share.Claim.ClaimId)), Discounts: discounts);
        });
        var clusters = groups.GroupBy(group => ClusterOf(group.Key)).ToDictionary(cluster => cluster.Key, cluster =>
        {
            var discounts = Ranked(cluster.Select(group => (group.Value.Sum, group.Key)), .50);
            return (Sum: cluster.Sum(group => group.Value.Sum * discounts.GetValueOrDefault(group.Key)), Discounts: discounts);
        });
        var across = isAcross ? Ranked(clusters.Select(cluster => (cluster.Value.Sum, cluster.Key)), .85)
            : clusters.ToDictionary(cluster => cluster.Key, _ => 1.0);
        var (nats, weights) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        foreach (var (claim, root, share) in shares)
        {
            var cluster = ClusterOf(root);
            var discount = groups[root].Discounts.GetValueOrDefault(claim.ClaimId) * clusters[cluster].Discounts.GetValueOrDefault(
                root) * across.GetValueOrDefault(cluster);
            nats[claim.ClaimId] = nats.GetValueOrDefault(claim.ClaimId) + (share * discount);
            weights[claim.ClaimId] = weights.GetValueOrDefault(claim.ClaimId) + (discount / _roots[claim.ReportId].Length);
        }

        return (nats.Values.Sum(), nats, clusters.ToDictionary(cluster => cluster.Key, cluster => cluster.Value.Sum), weights);
    }
}
