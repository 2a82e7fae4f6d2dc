using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>Finds the report and the claim of a claim id.</summary>
internal delegate (ReportEvidence Evidence, Claim Claim) ClaimLookup(string claimId);

/// <summary>The evidence for one value of one attribute, fused when it is read.</summary>
internal abstract class Slot(AttributeRule rule, SlotKey key)
{
    private const double FewNats = 0.7;
    private const double LikelyEnough = 0.65;
    private const double VeryLikely = 0.85;

    /// <summary>How many claims are held, whether they count at a time or not.</summary>
    public abstract int Count { get; }

    protected AttributeRule Rule => rule;

    protected SlotKey Key => key;

    protected double? HalfLifeDays => rule.HalfLifeOf(key.Dimension);

    /// <summary>The slot for a rule's form.</summary>
    public static Slot For(AttributeRule rule, SlotKey key, Provenance provenance) => rule.Form switch
    {
        ValueForm.Quantity => new QuantitySlot(rule, key, provenance),
        ValueForm.Point => new PlaceSlot(rule, key, provenance),
        _ => new ValueSlot(rule, key, provenance),
    };

    public abstract void Add(string claimId, ReportEvidence evidence, Claim claim);

    public abstract void Remove(string claimId, Claim claim);

    /// <summary>What the claims that count at a time amount to; null when none counts.</summary>
    /// <param name="hour">Whole hours since 2020-01-01T00:00Z.</param>
    /// <param name="isCoarse">Whether a place goes to the grid.</param>
    /// <param name="find">Finds the reports behind claims.</param>
    /// <param name="detail">How much to tell.</param>
    public abstract Assessment? Assess(long hour, bool isCoarse, ClaimLookup find, Detail detail);

    /// <summary>The grade of a claim: its report's, unless the claim overrides the credibility.</summary>
    protected static Grade GradeOf(ReportEvidence evidence, Claim claim) =>
        claim.Credibility is { } credibility ? new Grade(evidence.Grade.Reliability, (Credibility)credibility) : evidence.Grade;

    protected AssessedSlot AssessedSlot() => new(key.Dimension, key.Of, key.Party, key.From, key.On, key.Occasion);

    /// <summary>How well founded a value is that has a probability.</summary>
    protected static int TierOf(double probability, double supportNats, int sources) =>
        // Unverified: all the evidence together is no more than one report of unknown reliability that cannot be judged.
        supportNats < FewNats ? 0 : probability >= VeryLikely && sources >= 2 ? 3 : probability >= LikelyEnough && supportNats >= 2 * FewNats ? 2 : 1;

    protected static Contribution Explain(Fusion.Contribution share, (ReportEvidence Evidence, Claim Claim) source, string value) => new(
        source.Evidence.Report.ToString(), source.Claim.Ordinal, value, share.Denied, share.Grade.ToString(),
        source.Evidence.HandlingOf(source.Claim).Tlp.Text(), source.Claim.ObservedAt, share.AgeHours / 24.0, DaysOf(share.HalfLifeHours), share.Retained,
        RanksOf(share.Shares), share.Nats, share.Decibans, share.IfRemoved);

    protected static IReadOnlyList<OriginRank> RanksOf(IReadOnlyList<OriginShare> shares) =>
        [.. shares.Select(static share => new OriginRank(share.OriginId, share.RankInOrigin, share.ClusterId, share.RankInCluster))];

    protected static double? DaysOf(long? hours) => hours / 24.0;

    /// <summary>Whole days between the newest evidence and the time asked for.</summary>
    protected static int SilentDays(long? newestHour, long hour) => newestHour is { } newest ? (int)Math.Max(0, (hour - newest) / 24) : 0;
}

/// <summary>How much an assessment tells.</summary>
internal enum Detail
{
    /// <summary>What a card shows: the leading value or figure.</summary>
    Card,

    /// <summary>Every value and figure.</summary>
    Whole,

    /// <summary>Also what each claim adds.</summary>
    Explained,
}
