using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>Which value of a subject claims speak of: claims with one key are evidence about one thing.</summary>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Dimension">The dimension: the code where the catalogue lists them, else the text in matching form; null when there is none.</param>
/// <param name="Of">The part of a group of people; null for all of it.</param>
/// <param name="Party">The other subject, or null.</param>
/// <param name="From">The first day of a counted period, or the beginning of a series of totals; null for other attributes.</param>
/// <param name="On">The day, or last day, of a count; null for other attributes.</param>
/// <param name="Occasion">Which of several events of one day, or null.</param>
public readonly record struct SlotKey(
    string Attribute, string? Dimension, string? Of, SubjectId? Party, DateOnly? From, DateOnly? On, string? Occasion)
{
    /// <summary>The key that a resolved claim belongs to.</summary>
    public static SlotKey ForClaim(AttributeRule rule, Claim claim)
    {
        var isEvent = rule.Nature is Nature.Event;
        return new SlotKey(
            claim.Attribute, DimensionOf(rule, claim), claim.Scope?.Of?.Text, claim.Party?.Resolved(),
            isEvent && claim.Validity?.From is { } from ? CalendarDay.Of(from.At, claim.Validity.ZoneMinutes) : null,
            isEvent && !rule.IsRunningTotal ? claim.On ?? CalendarDay.Of(claim.ObservedAt, claim.Validity?.ZoneMinutes) : null,
            isEvent && !rule.IsRunningTotal ? claim.Validity?.Occasion : null);
    }

    /// <summary>The key of an attribute that has one value.</summary>
    public static SlotKey Plain(string attribute) => new(attribute, null, null, null, null, null, null);

    private static string? DimensionOf(AttributeRule rule, Claim claim) =>
        claim.Dimension is { } text && rule.Dimensions?.Contains(text) != true ? SubjectName.Normalise(text) : claim.Dimension;
}
