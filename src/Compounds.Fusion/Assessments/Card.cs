using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>The short face of a subject for one class of readers.</summary>
/// <param name="Id">The subject.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">The name it goes by.</param>
/// <param name="OtherNames">Its other names, as written.</param>
/// <param name="Country">The likeliest country code, or null.</param>
/// <param name="Province">The likeliest province, or null.</param>
/// <param name="Location">The fused place, or null when none is known.</param>
/// <param name="Status">The likeliest status with its probability, or null when nothing is known.</param>
/// <param name="Type">The likeliest type or category, or null.</param>
/// <param name="Headline">The numbers that matter most for the kind: attribute name and range.</param>
/// <param name="Links">The other subjects it is likelier than not tied to: suppliers, operators, what lies opposite.</param>
/// <param name="Tier">How well founded the status is: 3 high to 0 unverified.</param>
/// <param name="Conflicts">How many of its assessments carry a conflict flag, among those on the card.</param>
/// <param name="IsResolved">Whether some visible report tells more of it than its name.</param>
/// <param name="Reports">The visible reports that speak of it.</param>
/// <param name="HighestTlp">The highest marking among them.</param>
/// <param name="ChangedAt">When the newest of them was applied, in UTC.</param>
/// <param name="IsStale">Whether the newest evidence for the status is older than its half-life; the probability then leans on the prior.</param>
[GenerateSerializer, Immutable, Alias("value/card")]
public sealed record Card(
    [Id(0)] SubjectId Id, [Id(1)] SubjectKind Kind, [Id(2)] string Name, [Id(3)] IReadOnlyList<string> OtherNames,
    [Id(4)] string? Country, [Id(5)] string? Province, [Id(6)] PlaceBelief? Location, [Id(7)] ValueBelief? Status,
    [Id(8)] ValueBelief? Type, [Id(9)] IReadOnlyList<Headline> Headline, [Id(10)] int Tier, [Id(11)] int Conflicts,
    [Id(12)] bool IsResolved, [Id(13)] int Reports, [Id(14)] Tlp HighestTlp, [Id(15)] DateTimeOffset ChangedAt,
    [Id(16)] IReadOnlyList<SubjectLink> Links, [Id(17)] bool IsStale);

/// <summary>A tie to another subject.</summary>
/// <param name="Attribute">The attribute that says so, for example <c>suppliedBy</c>.</param>
/// <param name="Dimension">The dimension, for example the kind of supply, or null.</param>
/// <param name="Target">The other subject.</param>
/// <param name="Probability">How likely the tie is, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("value/subject-link")]
public sealed record SubjectLink(
    [Id(0)] string Attribute, [Id(1)] string? Dimension, [Id(2)] SubjectId Target, [Id(3)] double Probability);

/// <summary>One headline number.</summary>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Label">Its name on screen.</param>
/// <param name="Range">Its range.</param>
/// <param name="Tier">How well founded it is.</param>
/// <param name="IsDisputed">Whether sources disagree.</param>
[GenerateSerializer, Immutable, Alias("value/headline")]
public sealed record Headline(
    [Id(0)] string Attribute, [Id(1)] string Label, [Id(2)] QuantityBelief Range, [Id(3)] int Tier, [Id(4)] bool IsDisputed);
