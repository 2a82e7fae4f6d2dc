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
/// <param name="Tier">How well founded the status is: 3 high to 0 unverified.</param>
/// <param name="Conflicts">How many of its assessments carry a conflict flag, among those on the card.</param>
/// <param name="IsResolved">Whether some visible report tells more of it than its name.</param>
/// <param name="Reports">The visible reports that speak of it.</param>
/// <param name="HighestTlp">The highest marking among them.</param>
/// <param name="ChangedAt">When the newest of them was applied, in UTC.</param>
[GenerateSerializer, Immutable, Alias("value/card")]
public sealed record Card(
    [property: Id(0)] SubjectId Id, [property: Id(1)] SubjectKind Kind, [property: Id(2)] string Name, [property: Id(3)] IReadOnlyList<string> OtherNames,
    [property: Id(4)] string? Country, [property: Id(5)] string? Province, [property: Id(6)] PlaceBelief? Location, [property: Id(7)] ValueBelief? Status,
    [property: Id(8)] ValueBelief? Type, [property: Id(9)] IReadOnlyList<Headline> Headline, [property: Id(10)] int Tier, [property: Id(11)] int Conflicts,
    [property: Id(12)] bool IsResolved, [property: Id(13)] int Reports, [property: Id(14)] Tlp HighestTlp, [property: Id(15)] DateTimeOffset ChangedAt);

/// <summary>One headline number.</summary>
/// <param name="Attribute">The attribute's name.</param>
/// <param name="Label">Its name on screen.</param>
/// <param name="Range">Its range.</param>
/// <param name="Tier">How well founded it is.</param>
/// <param name="IsDisputed">Whether sources disagree.</param>
[GenerateSerializer, Immutable, Alias("value/headline")]
public sealed record Headline(
    [property: Id(0)] string Attribute, [property: Id(1)] string Label, [property: Id(2)] QuantityBelief Range, [property: Id(3)] int Tier, [property: Id(4)] bool IsDisputed);
