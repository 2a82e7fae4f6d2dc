using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>The evidence for one value of one attribute, fused.</summary>
internal abstract class Slot(AttributeRule rule)
{
    private const double FewNats = 0.7;

    public abstract int Count { get; }

    protected AttributeRule Rule => rule;

    /// <summary>The slot for a rule's form.</summary>
    public static Slot For(AttributeRule rule, SlotKey key, Provenance provenance) => rule.Form switch
    {
        ValueForm.Category when rule.IsSingle => new CategorySlot(rule, provenance),
        ValueForm.Quantity => new QuantitySlot(rule, key.Dimension, provenance),
        ValueForm.Point => new PlaceSlot(rule, provenance),
        _ => new MultiValueSlot(rule, key.Dimension, provenance),
    };

    public abstract void Add(string claimId, ReportEvidence evidence, Claim claim);

    public abstract void Remove(string claimId, Claim claim);

    /// <summary>What the claims amount to at a time; with the claims by id, also what each adds.</summary>
    public abstract Assessment Assess(SlotKey key, long hour, bool isCoarse, IReadOnlyDictionary<string, (ReportEvidence Evidence, Claim Claim)>? claims);

    /// <summary>The grade of a claim: its report's, unless the claim overrides the credibility.</summary>
    protected static Grade GradeOf(ReportEvidence evidence, Claim claim) =>
        claim.Credibility is { } credibility ? new Grade(evidence.Grade.Reliability, (Credibility)credibility) : evidence.Grade;

    protected Assessment Make(
        SlotKey key, Basis basis, Conflict conflict, IReadOnlyList<ValueBelief>? values = null, QuantityBelief? quantity = null,
        PlaceBelief? place = null, IReadOnlyList<Contribution>? contributions = null) => new(
        rule.Name, rule.Label, rule.Form.ToString().ToLowerInvariant(), key.Dimension, key.Party, key.On, values ?? [], quantity, place, basis, conflict, contributions);

    protected Basis BasisOf(double probability, double supportNats, int sources, Freshness? freshness, bool isCircular, bool needsReview)
    {
        var newest = freshness ?? default;
        // Unverified: all the evidence together is no more than one report of unknown reliability that cannot be judged.
        var tier = supportNats < FewNats ? 0 : probability >= 0.85 && sources >= 2 ? 3 : probability >= 0.65 && supportNats >= 2 * FewNats ? 2 : 1;
        return new Basis(
            tier, Count, sources, FusionTime.TimeOf(newest.ObservedHour), rule.HalfLifeDays, newest.Remaining < 0.5, isCircular, needsReview);
    }

    protected static Contribution Explain(Fusion.Contribution share, (ReportEvidence Evidence, Claim Claim) source, string value) => new(
        source.Evidence.Report.ToString(), source.Claim.Ordinal, value, share.Grade.ToString(), source.Evidence.Handling.Tlp.Text(), source.Claim.ObservedAt,
        share.AgeHours / 24.0, share.Shares.Count == 0 ? source.Evidence.Report.ToString() : share.Shares[0].OriginId,
        share.Shares.Count == 0 ? 0 : share.Shares[0].RankInOrigin, share.Shares.Count == 0 ? source.Evidence.Source : share.Shares[0].ClusterId,
        share.Shares.Count == 0 ? 0 : share.Shares[0].RankInCluster, share.Nats, share.Decibans, share.IfRemoved);
}
