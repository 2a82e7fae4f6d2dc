namespace Compounds.Fusion;

/// <summary>What an index of codes says at a time.</summary>
internal readonly struct CategoryReading(CategoryIndex index, long asOfHour)
{
    private readonly double _decay = index.Decay();

    public CategoryAssessment Assess()
    {
        var scores = Scores();
        var denied = index.Values.Where(static value => value.For.Count == 0 && value.Against.Count > 0).Select(static value => value.Code)
            .ToArray();
        var whyNone = scores.Length > 0 ? null : denied.Length > 0 ? "only denials" : "no claims";
        List<Change> superseded = [], challenged = [];
        var worst = default(Disagreement);
        var values = new ValueAssessment[scores.Length];
        if (index.Rule.IsSingle && scores.Length > 0)
            CompareWithLeader(scores, superseded, challenged);
        for (var i = 0; i < values.Length; i++)
        {
            if (!index.Rule.IsSingle)
                CompareWithDenial(scores[i], superseded, challenged);
            values[i] = Assess(scores[i], isLeader: i == 0, superseded, challenged);
        }

        if (index.Rule.IsSingle)
            worst = WorstPair(scores);
        foreach (var value in values)
            worst = Worse(worst, value.Disagreement);

        var (newest, oldest) = Span();
        double? other = index.Rule.IsSingle && scores.Length > 0 ? Other(scores) : null;
        return new(
            values, denied, other, whyNone, worst, superseded, challenged, index.Count, newest, oldest, index.Circular(),
            index.NeedsReview());
    }

    /// <summary>The probability of a value; 0 when nothing asserts it.</summary>
    public double ProbabilityOf(string code)
    {
        foreach (var score in Scores())
        {
            if (score.Value.Code == code)
                return score.Probability;
        }

        return 0;
    }

    private static Disagreement Worse(Disagreement one, Disagreement other) =>
        (other.IsConflict, other.Kappa).CompareTo((one.IsConflict, one.Kappa)) > 0 ? other : one;

    // Of the claims of each side that meet one of the other.
    private static Disagreement Between(ClaimSide one, ClaimSide other, string oneName, string otherName)
    {
        var (some, others) = (one.Support.SumMeeting(other), other.Support.SumMeeting(one));
        var weaker = Math.Min(some, others);
        var kappa = weaker > 0 ? 2 * weaker / (some + others) : 0;
        var constants = one.Rule.Constants;
        var isConflict = kappa >= constants.ConflictShare.Value && weaker >= constants.ConflictNats.Value;
        return kappa > 0 ? new(kappa, isConflict, oneName, otherName) : default;
    }

    private static string Not(string code) => "not " + code;

    // Of the asserted values, most probable first.
    private Score[] Scores()
    {
        var scores = new List<Score>();
        var (top, decay) = (double.NegativeInfinity, _decay);
        foreach (var value in index.Values)
        {
            if (value.For.Count == 0)
                continue;

            var support = value.For.Support.Sum();
            var against = value.Against.Count == 0 ? 0 : value.Against.Support.Sum() * decay;
            var rank = Math.Log(support) - against;
            top = Math.Max(top, rank);
            scores.Add(new(value, support * decay, against, rank));
        }

        var highest = 0.0;
        foreach (var score in scores)
        {
            score.Base = index.Rule.IsSingle && score.Rank != top ? score.Rank - top : 0;
            score.Nats = score.Base + score.For - score.Against;
            highest = Math.Max(highest, score.Nats);
        }

        var sum = Math.Exp(-highest);
        foreach (var score in scores)
            sum += Math.Exp(score.Nats - highest);
        foreach (var score in scores)
            score.Probability = index.Rule.IsSingle ? Math.Exp(score.Nats - highest) / sum : 1 / (1 + Math.Exp(-score.Nats));
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static double Other(Score[] scores)
    {
        var highest = Math.Max(0, scores.Max(static score => score.Nats));
        var sum = Math.Exp(-highest);
        foreach (var score in scores.OrderBy(static score => score.Value.Code, StringComparer.Ordinal))
            sum += Math.Exp(score.Nats - highest);
        return Math.Exp(-highest) / sum;
    }

    private ValueAssessment Assess(Score score, bool isLeader, List<Change> superseded, List<Change> challenged)
    {
        var (value, code) = (score.Value, score.Value.Code);
        var chief = value.For.Support.Chief().Claim;
        var sources = value.For.Support.Ranks.CountAtLeast(index.Rule.Constants.EffectiveSourceNats.Value, _decay);
        var asserted = value.For.Spanned();
        var all = asserted.With(value.Against.Spanned());
        var isChallenged = index.Rule.IsSingle
            ? isLeader && challenged.Count > 0
            : challenged.Exists(change => change.Value == code || change.Value == Not(code));
        return new(
            code, score.Probability, ProbabilityInWords.Of(score.Probability, index.Rule.Constants), score.Nats, score.Base, score.For,
            score.Against,
            Math.Min(sources, value.For.Reports), value.For.Reports, chief.ClaimId, chief.Grade, Math.Min(asserted.Newest, asOfHour),
            all.Oldest > asOfHour, index.Rule.IsStale(asOfHour - Math.Min(all.Newest, asOfHour)),
            Between(value.For, value.Against, code, Not(code)),
            superseded.Exists(change => change.Value == code), isChallenged);
    }

    private static Disagreement WorstPair(Score[] scores)
    {
        var worst = default(Disagreement);
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = i + 1; j < scores.Length; j++)
            {
                var (one, other) = (scores[i].Value.Code, scores[j].Value.Code);
                if (string.CompareOrdinal(one, other) > 0)
                    (one, other) = (other, one);
                worst = Worse(worst, Between(scores[i].Value.For, scores[j].Value.For, one, other));
            }
        }

        return worst;
    }

    private void CompareWithLeader(Score[] scores, List<Change> superseded, List<Change> challenged)
    {
        var leader = scores[0].Value;
        for (var i = 1; i < scores.Length; i++)
        {
            if (Supersedes(leader.For, scores[i].Value.For) is { } since)
                superseded.Add(new(scores[i].Value.Code, leader.Code, since));
            if (Challenges(scores[i].Value.For, leader.For) is { } challengedSince)
                challenged.Add(new(scores[i].Value.Code, null, challengedSince));
        }

        if (Challenges(leader.Against, leader.For) is { } deniedSince)
            challenged.Add(new(Not(leader.Code), null, deniedSince));
    }

    private void CompareWithDenial(Score score, List<Change> superseded, List<Change> challenged)
    {
        var value = score.Value;
        var (win, lose, name, by) = score.Nats > 0
            ? (value.For, value.Against, Not(value.Code), value.Code)
            : (value.Against, value.For, value.Code, Not(value.Code));
        if (Supersedes(win, lose) is { } since)
            superseded.Add(new(name, by, since));
        if (win.Count > 0 && Challenges(lose, win) is { } challengedSince)
            challenged.Add(new(name, null, challengedSince));
    }

    private long? Supersedes(ClaimSide one, ClaimSide two)
    {
        if (one.Count == 0 || two.Count == 0)
            return null;

        var newest = two.Spanned().About;
        var later = one.Later(newest, isStated: index.Rule.Nature == Claims.Nature.Standing);
        return later > (index.Rule.IsState ? index.Rule.SuccessionHours : 0) ? newest + later : null;
    }

    private long? Challenges(ClaimSide one, ClaimSide two)
    {
        if (one.Count == 0 || two.Count == 0)
            return null;

        var newest = two.Spanned().About;
        var later = one.Later(newest, isStated: false);
        return later > index.Rule.SuccessionHours ? newest + later : null;
    }

    private (long? Newest, long? Oldest) Span()
    {
        var extent = Extent.Empty;
        foreach (var value in index.Values)
            extent = extent.With(value.For.Spanned()).With(value.Against.Spanned());
        return index.Count == 0 ? (null, null) : (Math.Min(extent.Newest, asOfHour), Math.Min(extent.Oldest, asOfHour));
    }

    /// <summary>The score of one asserted value.</summary>
    private sealed class Score(ValueEvidence value, double support, double against, double rank) : IComparable<Score>
    {
        public ValueEvidence Value => value;

        public double For => support;

        public double Against => against;

        public double Rank => rank;

        public double Base { get; set; }

        public double Nats { get; set; }

        public double Probability { get; set; }

        public int CompareTo(Score? other)
        {
            var order = other!.Probability.CompareTo(Probability);
            return order != 0 ? order : string.CompareOrdinal(value.Code, other.Value.Code);
        }
    }
}
