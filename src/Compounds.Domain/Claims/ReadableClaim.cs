using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>A claim as people read it, with its parts beside the sentence.</summary>
/// <param name="Ordinal">The position in its report, from 0.</param>
/// <param name="Sentence">The claim in plain English, without its subject.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Attribute">The attribute of the catalogue, for example <c>headcount</c>.</param>
/// <param name="Label">The attribute's name on screen.</param>
/// <param name="Dimension">The dimension as reported, or null.</param>
/// <param name="Value">The value in words, for example "300 to 500 people".</param>
/// <param name="Day">The day of the event it counts, or null.</param>
/// <param name="Denied">Whether the source says that it is not so.</param>
/// <param name="ObservedAt">When the fact held, in UTC.</param>
/// <param name="Credibility">The claim's own Admiralty number, or null when it has the report's.</param>
/// <param name="Others">The other subjects it names, as value or as party.</param>
public sealed record ReadableClaim(
    int Ordinal, string Sentence, NamedSubject Subject, string Attribute, string Label, string? Dimension, string Value, DateOnly? Day, bool Denied,
    DateTimeOffset ObservedAt, int? Credibility, IReadOnlyList<NamedSubject> Others)
{
    /// <summary>The readable form of a claim whose subjects are resolved.</summary>
    public static ReadableClaim Of(Claim claim, SubjectNames names) => new(
        claim.Ordinal, ClaimSentence.Of(claim, names), names.Named(claim.Subject), claim.Attribute, ClaimSentence.LabelOf(claim), claim.Dimension,
        ValueWords.Of(claim.Value, names), claim.On, claim.IsDenied, claim.ObservedAt, claim.Credibility, [.. OthersOf(claim).Select(names.Named)]);

    /// <summary>The references to other subjects in a claim.</summary>
    public static IEnumerable<SubjectReference> OthersOf(Claim claim)
    {
        if (claim.Value is EntityValue entity)
            yield return entity.Subject;
        if (claim.Party is { } party)
            yield return party;
    }
}
