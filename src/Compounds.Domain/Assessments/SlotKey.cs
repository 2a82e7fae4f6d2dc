using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>Which value of a subject claims speak of: claims with one key are evidence about one thing.</summary>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Dimension">The dimension in matching form, or null.</param>
/// <param name="Party">The other subject, or null.</param>
/// <param name="On">The day, or null.</param>
public readonly record struct SlotKey(string Attribute, string? Dimension, SubjectId? Party, DateOnly? On)
{
    /// <summary>The key that a resolved claim belongs to.</summary>
    public static SlotKey Of(Claim claim) => new(
        claim.Attribute, claim.Dimension is null ? null : SubjectName.Normalise(claim.Dimension), claim.Party?.Resolved(), claim.On);
}
