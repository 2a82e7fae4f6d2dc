using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Exchange.Intake;

/// <summary>Checks a claim against the rule of its attribute: which properties it needs, which mean nothing, what the value may be.</summary>
internal static class ClaimRules
{
    /// <summary>The claim, or null when it told a problem.</summary>
    public static Claim? Check(in ClaimDraft draft, Problems problems, in Where where, int index, DateTimeOffset writtenAt, DateTimeOffset now)
    {
        var observedAt = draft.ObservedAt is { } observed ? TimeReading.Past(observed, draft.Zone, problems, where.At("/observedAt"), now) : null;
        Need(draft, ClaimDraft.SubjectProperty, problems, where, "A claim needs its subject.");
        Need(draft, ClaimDraft.AttributeProperty, problems, where, "A claim needs its attribute, for example status.");
        Need(draft, ClaimDraft.ValueProperty, problems, where, "A claim needs its value.");
        if (draft.Subject is not { } subject || draft.AttributeName is not { } name)
            return null;

        if (Attributes.Find(name)?[(int)subject.Kind] is not { } known)
        {
            problems.Add(RefusalCodes.UnknownAttribute, where.At("/attribute"), Attributes.Unknown(name, subject.Kind));
            return null;
        }

        var dimension = Dimension(draft, known.Rule, problems, where);
        var party = Party(draft, known.Rule, subject, problems, where);
        var (on, validity) = ValidityRules.Check(draft, known.Rule, observedAt, problems, where, now);
        var scope = ScopeRules.Check(draft, known.Rule, (dimension, on, validity), problems, where);
        CheckPlacement(draft, known.Rule, problems, where);
        if (draft.Value.IsEmpty)
            return null;
        var value = ValueReading.Read(draft, known, subject, problems, where);
        return value is null ? null : new Claim(
            subject, known.Rule.Name, dimension, party, on, value, draft.IsDenied, observedAt ?? writtenAt, draft.Credibility, index)
        {
            Validity = validity, Scope = scope, Said = draft.Said,
        };
    }

    /// <summary>The sentence for a dimension that is not in the list of an attribute.</summary>
    public static string UnknownDimension(string given, AttributeRule rule) => NearestName.Of(given, rule.Dimensions!) is { } nearest
        ? $"{rule.Name} has no {rule.DimensionOf} {Quoted.Text(given)}; did you mean \"{nearest}\"? The list: {Quoted.List(rule.Dimensions!)}."
        : $"{rule.Name} has no {rule.DimensionOf} {Quoted.Text(given)}; give one of {Quoted.List(rule.Dimensions!)}.";

    /// <summary>Whether the other subject may stand in the relation; when not, tells so.</summary>
    public static bool CanRelate(SubjectReference subject, SubjectReference other, AttributeRule rule, Problems problems, in Where where)
    {
        if (rule.PartyKinds is { } kinds && !kinds.Contains(other.Kind))
        {
            problems.Add(RefusalCodes.WrongKind, where, $"{rule.Name} takes a subject of kind {Quoted.List(kinds.Select(static kind => kind.Text()))}, not {other.Kind.Text()}.");
            return false;
        }

        if (other != subject)
            return true;
        problems.Add(RefusalCodes.RefersToItself, where, "This is the subject of the claim itself; name the other one.");
        return false;
    }

    private static string? Dimension(in ClaimDraft draft, AttributeRule rule, Problems problems, in Where where)
    {
        if (rule.DimensionOf is not { } what)
        {
            Refuse(draft, ClaimDraft.DimensionProperty, problems, where, rule, "has no dimension; leave it out.");
            return null;
        }

        if (!draft.Has(ClaimDraft.DimensionProperty))
        {
            problems.Add(RefusalCodes.MissingProperty, where.At("/dimension"), rule.Dimensions is { } all
                ? $"{rule.Name} needs as dimension its {what}: {Quoted.List(all)}."
                : $"{rule.Name} needs as dimension its {what}.");
            return null;
        }

        if (draft.Dimension is not { } given || rule.Dimensions is not { } listed || listed.Contains(given))
            return draft.Dimension;
        problems.Add(RefusalCodes.UnknownDimension, where.At("/dimension"), UnknownDimension(given, rule));
        return null;
    }

    private static SubjectReference? Party(in ClaimDraft draft, AttributeRule rule, SubjectReference subject, Problems problems, in Where where)
    {
        if (!rule.HasParty)
        {
            Refuse(draft, ClaimDraft.PartyProperty, problems, where, rule, "has no party; leave it out.");
            return null;
        }

        if (!draft.Has(ClaimDraft.PartyProperty))
            problems.Add(RefusalCodes.MissingProperty, where.At("/party"), $"{rule.Name} needs as party the other subject, for example the supplier.");
        return draft.Party is { } party && CanRelate(subject, party, rule, problems, where.At("/party")) ? party : null;
    }

    private static void CheckPlacement(in ClaimDraft draft, AttributeRule rule, Problems problems, in Where where)
    {
        if (rule.Form != ValueForm.Quantity)
            Refuse(draft, ClaimDraft.UnitProperty, problems, where, rule, "is no quantity and has no unit; leave it out.");
        if (draft.IsDenied && rule.Form is ValueForm.Quantity or ValueForm.Point)
        {
            problems.Add(RefusalCodes.DeniedNumber, where.At("/denied"), rule.Form == ValueForm.Quantity
                ? """That it is not so many says nothing of how many; give {"atMost":...} or {"atLeast":...}."""
                : "That it is not there says nothing of where; leave the claim out, or give the place.");
        }
    }

    private static void Need(in ClaimDraft draft, int property, Problems problems, in Where where, string message)
    {
        if (!draft.Has(property))
            problems.Add(RefusalCodes.MissingProperty, where.In(ClaimDraft.Properties[property]), message);
    }

    // The sentence is put together only when it is told: nearly every claim is asked these questions and has no such property.
    private static void Refuse(in ClaimDraft draft, int property, Problems problems, in Where where, AttributeRule rule, string why)
    {
        if (draft.Has(property))
            problems.Add(RefusalCodes.MisplacedProperty, where.In(ClaimDraft.Properties[property]), $"{rule.Name} {why}");
    }
}
