using System.Text.Json.Serialization;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>The short face of a subject for one class of readers. A value stands on it only if a visible claim carries it.</summary>
/// <param name="Id">The subject.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">The name it goes by.</param>
/// <param name="OtherNames">Its other names, as written.</param>
/// <param name="Country">The leading country code, or null.</param>
/// <param name="Province">The leading province, or null.</param>
/// <param name="Location">The place, or null when none is known.</param>
/// <param name="Status">The last reported status, or null when none was reported.</param>
/// <param name="Type">The leading type or category, or null.</param>
/// <param name="Headline">The numbers that matter most for the kind.</param>
/// <param name="Tier">How well founded the status is: 3 high to 0 unverified.</param>
/// <param name="Conflicts">How many of its assessments carry a conflict flag, among those on the card.</param>
/// <param name="IsResolved">Whether some visible report tells more of it than its name.</param>
/// <param name="Reports">The visible reports that speak of it.</param>
/// <param name="HighestTlp">The highest marking among the claims it rests on.</param>
/// <param name="ChangedAt">When the newest of them was applied, in UTC.</param>
/// <param name="Links">The other subjects it is likelier than not tied to: suppliers, operators, what lies opposite.</param>
/// <param name="LastReported">When and by whom the status was last reported; null when none was.</param>
/// <param name="Changes">How often what the reader may see of it changed: orders its changes, whatever the clock did. Not shown.</param>
[GenerateSerializer, Immutable, Alias("value/card")]
public sealed record Card(
    [Id(0)] SubjectId Id, [Id(1)] SubjectKind Kind, [Id(2)] string Name, [Id(3)] IReadOnlyList<string> OtherNames,
    [Id(4)] string? Country, [Id(5)] string? Province, [Id(6)] PlaceBelief? Location, [Id(7)] ValueBelief? Status,
    [Id(8)] ValueBelief? Type, [Id(9)] IReadOnlyList<Headline> Headline, [Id(10)] int Tier, [Id(11)] int Conflicts,
    [Id(12)] bool IsResolved, [Id(13)] int Reports, [Id(14)] Tlp HighestTlp, [Id(15)] DateTimeOffset ChangedAt,
    [Id(16)] IReadOnlyList<SubjectLink> Links, [Id(17)] LastReported? LastReported,
    [property: JsonIgnore][Id(18)] int Changes);

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
/// <param name="Quantity">The leading figure and its range.</param>
/// <param name="Tier">How well founded it is.</param>
/// <param name="IsDisputed">Whether sources disagree.</param>
/// <param name="LastReported">The last report of it; null when only bounds were reported.</param>
[GenerateSerializer, Immutable, Alias("value/headline")]
public sealed record Headline(
    [Id(0)] string Attribute, [Id(1)] string Label, [Id(2)] QuantityBelief Quantity, [Id(3)] int Tier, [Id(4)] bool IsDisputed, [Id(5)] LastReported? LastReported);
