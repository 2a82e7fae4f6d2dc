using Compounds.Claims;
using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The part of the reference about codes.</summary>
internal sealed partial class Oracle<TClaim>
{
    public sealed record Value(
        string Code, double P, double Score, double Base, double For, double Against, int Effective, bool IsKnownLater, bool IsStale,
            double Kappa, bool IsConflict,
        bool LosesToNewer, bool IsChallengedByNewer);

    public sealed record Answer(
        Value[] Values, string[] Denied, string? WhyNone, double? Other, double Kappa, bool IsConflict, string[] Superseded,
            string[] Challenged,
        Dictionary<string, double> Retained, Dictionary<string, double> Nats);

    private CodeClaim[] Codes => [.. _now.Cast<CodeClaim>()];

    public Answer Assess()
    {
        var retained = Codes.ToDictionary(claim => claim.ClaimId, Retained);
        double Full(EvidenceClaim claim) => Lambda(claim) * retained[claim.ClaimId];
        double Faded(EvidenceClaim claim) => Full(claim) * Fade(_asOf - Seen(claim));
        var nats = new Dictionary<string, double>();
        var values = new List<Value>();
        foreach (var code in Codes.Select(claim => claim.Code).Distinct().Order(StringComparer.Ordinal))
        {
            var (yes, no) = (Side(code, false), Side(code, true));
            var (support, against) = (Support(yes, Faded), Support(no, Faded));
            foreach (var (id, value) in support.Nats)
                nats[id] = value;
            foreach (var (id, value) in against.Nats)
                nats[id] = -value;
            var both = yes.Concat(no).ToArray();
            var (kappa, isConflict) = Disagreement(yes, no, Full);
            values.Add(new(
                code, 0, support.Sum - against.Sum, 0, support.Sum, against.Sum,
                Math.Min(support.Clusters.Values.Count(sum => sum >= .4), yes.Select(claim => claim.ReportId).Distinct().Count()),
                both.All(claim => claim.ObservedHour > _asOf), _rule.HalfLifeHours is { } halfLife && _asOf - both.Max(Seen) > 2 * halfLife,
                kappa, isConflict, false, false));
        }

        var asserted = values.Where(value => Side(value.Code, false).Length > 0).ToArray();
        var denied = values.Except(asserted).Select(value => value.Code).ToArray();
        if (asserted.Length == 0)
            return new([], denied, denied.Length > 0 ? "only denials" : "no claims", null, 0, false, [], [], retained, nats);
        return _rule.IsSingle ? Single(asserted, denied, Full, retained, nats) : Several(asserted, denied, retained, nats);
    }

    private Answer Several(Value[] asserted, string[] denied, Dictionary<string, double> retained, Dictionary<string, double> nats)
    {
        var values = asserted.Select(value =>
        {
            var (yes, no) = (Side(value.Code, false), Side(value.Code, true));
            var (win, lose) = value.Score > 0 ? (yes, no) : (no, yes);
            return value with
            {
                P = 1 / (1 + Math.Exp(-value.Score)),
                LosesToNewer = Supersedes(win, lose),
                IsChallengedByNewer = win.Length > 0 && Challenges(lose, win),
            };
        }).OrderByDescending(value => value.P).ThenBy(value => value.Code, StringComparer.Ordinal).ToArray();
        var worst = values.OrderByDescending(value => (value.IsConflict, value.Kappa)).First();
        return new(values, denied, null, null, worst.Kappa, worst.IsConflict, [], [], retained, nats);
    }

    private Answer Single(
        Value[] asserted, string[] denied, Func<EvidenceClaim, double> full, Dictionary<string, double> retained, Dictionary<string,
            double> nats)
    {
        var top = asserted.Max(value => Math.Log(value.For) - value.Against);
        var scored = asserted.Select(value => value with
        {
            Base = Math.Log(value.For) - value.Against - top,
            Score = Math.Log(value.For) - value.Against - top + value.For - value.Against,
        }).ToArray();
        var sum = 1 + scored.Sum(value => Math.Exp(value.Score));
        var order = scored.Select(value => value with { P = Math.Exp(value.Score) / sum }).OrderByDescending(value => value.P)
            .ThenBy(value => value.Code, StringComparer.Ordinal).ToArray();
        var pairs = order.SelectMany((value, i) => order[(i + 1)..]
            .Select(other => Disagreement(Side(value.Code, false), Side(other.Code, false), full)))
            .Concat(order.Select(value => (value.Kappa, value.IsConflict))).ToArray();
        var worst = pairs.OrderByDescending(pair => (pair.IsConflict, pair.Kappa)).First();
        var lead = Side(order[0].Code, false);
        var superseded = order[1..].Where(value => Supersedes(lead, Side(value.Code, false))).Select(value => value.Code).ToArray();
        var challenged = order[1..].Where(value => Challenges(Side(value.Code, false), lead)).Select(value => value.Code)
            .Concat(Challenges(Side(order[0].Code, true), lead) ? ["not " + order[0].Code] : []).ToArray();
        return new(order, denied, null, 1 / sum, worst.Kappa, worst.IsConflict, superseded, challenged, retained, nats);
    }

    private CodeClaim[] Side(string code, bool isDenied) => [.. Codes.Where(claim => claim.Code == code && claim.IsDenied == isDenied)];

    private long About(EvidenceClaim claim) => _rule.Nature == Nature.Standing ? claim.FromHour ?? claim.ObservedHour : claim.ObservedHour;

    private double Overtaken(long hour, IEnumerable<EvidenceClaim> contrary) => contrary
        .Where(claim => (_rule.Nature == Nature.Standing ? claim.FromHour : claim.ObservedHour) > hour && !Holds(claim, hour))
        .Select(claim => Credence(claim) * (1 - Math.Pow(2, -(About(claim) - hour) / (double)_rule.SuccessionHours))).DefaultIfEmpty()
            .Max();

    private double Retained(CodeClaim claim)
    {
        var hour = About(claim);
        if (claim.IsDenied)
            return 1 - Overtaken(hour, Side(claim.Code, false));
        var denials = Side(claim.Code, true);
        var retained = 1 - Overtaken(hour, denials);
        if (_rule.IsSingle)
        {
            foreach (var other in Codes.Where(other => !other.IsDenied && other.Code != claim.Code).GroupBy(other => other.Code))
                retained *= 1 - Overtaken(hour, other);
        }

        return denials.Where(denial => IsNever(denial, claim)).Select(denial => 1 - Credence(denial)).Append(retained).Min();
    }

    private static bool IsNever(EvidenceClaim denial, EvidenceClaim claim) => denial is { IsDenied: true, IsNever: true }
        && denial.ObservedHour >= claim.ObservedHour;

    private (double Kappa, bool IsConflict) Disagreement(CodeClaim[] one, CodeClaim[] two, Func<EvidenceClaim, double> full)
    {
        double Met(CodeClaim[] some, CodeClaim[] others) => Support(
            [.. some.Where(claim => others.Any(other => AreAboutSameTime(claim, other) || IsNever(other, claim) || IsNever(claim, other)))],
                full).Sum;
        var (a, b) = (Met(one, two), Met(two, one));
        var kappa = a + b > 0 ? 2 * Math.Min(a, b) / (a + b) : 0;
        return (kappa, kappa >= .5 && Math.Min(a, b) >= Math.Log(3));
    }

    private long? Later(CodeClaim[] one, CodeClaim[] two, bool isStated)
    {
        var newest = two.Max(About);
        return one.Where(claim => !Holds(claim, newest) && !(isStated && claim.FromHour is null && !claim.IsNever))
            .Select(claim => (long?)(About(claim) - newest)).Max();
    }

    private bool Supersedes(CodeClaim[] one, CodeClaim[] two) =>
        two.Length > 0 && Later(one, two, _rule.Nature == Nature.Standing) > (_rule.Nature == Nature.State ? _rule.SuccessionHours : 0);

    private bool Challenges(CodeClaim[] one, CodeClaim[] two) => two.Length > 0 && Later(one, two, false) > _rule.SuccessionHours;
}
