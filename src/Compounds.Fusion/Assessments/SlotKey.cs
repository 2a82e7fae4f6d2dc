using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>Which value of a subject claims speak of: claims with one key are evidence about one thing.</summary>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Dimension">The dimension: the code where the catalogue lists them, else the text in matching form; null when there is none.</param>
/// <param name="Party">The other subject, or null.</param>
/// <param name="On">The day, or null.</param>
public readonly record struct SlotKey(string Attribute, string? Dimension, SubjectId? Party, DateOnly? On)
{
    /// <summary>The key that a resolved claim belongs to.</summary>
    public static SlotKey Of(AttributeRule rule, Claim claim) => new(
        claim.Attribute, claim.Dimension is { } text && rule.Dimensions?.Contains(text) != true ? SubjectName.Normalise(text) : claim.Dimension,
        claim.Party?.Resolved(), claim.On);
}
