using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>The fused value of one attribute for one reader.</summary>
/// <param name="Attribute">The attribute's name in the catalogue.</param>
/// <param name="Label">Its name on screen.</param>
/// <param name="Form">The form of its value: category, label, entity, quantity, point or alias.</param>
/// <param name="Dimension">Which of several values, or null.</param>
/// <param name="Party">The other subject, or null.</param>
/// <param name="On">The day of a dated value, or null.</param>
/// <param name="Values">The values with their probability, likeliest first; empty for quantities and points.</param>
/// <param name="Quantity">The range of a quantity, or null.</param>
/// <param name="Place">The fused place, or null.</param>
/// <param name="Basis">How well founded it is.</param>
/// <param name="Conflict">Whether and how sources disagree.</param>
/// <param name="Contributions">What each claim adds, when explanations were asked for; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("value/assessment")]
public sealed record Assessment(
    [Id(0)] string Attribute, [Id(1)] string Label, [Id(2)] string Form, [Id(3)] string? Dimension,
    [Id(4)] SubjectId? Party, [Id(5)] DateOnly? On, [Id(6)] IReadOnlyList<ValueBelief> Values,
    [Id(7)] QuantityBelief? Quantity, [Id(8)] PlaceBelief? Place, [Id(9)] Basis Basis,
    [Id(10)] Conflict Conflict, [Id(11)] IReadOnlyList<Contribution>? Contributions);

/// <summary>One possible value and how likely it is.</summary>
/// <param name="Value">The code, subject id, or text.</param>
/// <param name="Probability">The probability, 0 to 1.</param>
/// <param name="Words">The probability in words (ICD 203).</param>
/// <param name="SupportNats">The support for it, in nats.</param>
/// <param name="AgainstNats">The denials of it, in nats.</param>
[GenerateSerializer, Immutable, Alias("value/value-belief")]
public sealed record ValueBelief(
    [Id(0)] string Value, [Id(1)] double Probability, [Id(2)] string Words,
    [Id(3)] double SupportNats, [Id(4)] double AgainstNats);

/// <summary>The range of a quantity. Never one number without it.</summary>
/// <param name="P10">It is below this with probability 0.1.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">It is below this with probability 0.9.</param>
/// <param name="Unit">The canonical unit of all three.</param>
/// <param name="LowestReported">The lowest figure any visible claim gives, in the same unit.</param>
/// <param name="HighestReported">The highest figure any visible claim gives, in the same unit.</param>
[GenerateSerializer, Immutable, Alias("value/quantity-belief")]
public sealed record QuantityBelief(
    [Id(0)] double P10, [Id(1)] double P50, [Id(2)] double P90, [Id(3)] string Unit,
    [Id(4)] double LowestReported, [Id(5)] double HighestReported);

/// <summary>A fused place (WGS 84).</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="PrecisionKilometres">The radius of about 80 %, in km.</param>
/// <param name="IsCoarse">Whether it was moved to a grid because the reader's clearance is below AMBER and people are held there.</param>
[GenerateSerializer, Immutable, Alias("value/place-belief")]
public sealed record PlaceBelief(
    [Id(0)] double Latitude, [Id(1)] double Longitude, [Id(2)] double PrecisionKilometres, [Id(3)] bool IsCoarse);

/// <summary>How well founded an assessment is; how likely it is stands apart.</summary>
/// <param name="Tier">3 high, 2 moderate, 1 low, 0 unverified.</param>
/// <param name="Claims">The visible claims it rests on.</param>
/// <param name="EffectiveSources">Independent clusters that add at least 0.4 nat.</param>
/// <param name="NewestObservedAt">When the newest of them held, in UTC.</param>
/// <param name="HalfLifeDays">Days after which evidence weighs half.</param>
/// <param name="IsStale">Whether the newest evidence is older than its half-life.</param>
/// <param name="IsCircular">Whether reports cite each other in a circle; a circle counts as one origin.</param>
/// <param name="NeedsReview">Whether a claim rests only on a report that was retracted as erroneous.</param>
[GenerateSerializer, Immutable, Alias("value/basis")]
public sealed record Basis(
    [Id(0)] int Tier, [Id(1)] int Claims, [Id(2)] int EffectiveSources, [Id(3)] DateTimeOffset NewestObservedAt,
    [Id(4)] double HalfLifeDays, [Id(5)] bool IsStale, [Id(6)] bool IsCircular, [Id(7)] bool NeedsReview);

/// <summary>Whether sources disagree. Disagreement is shown, never averaged away.</summary>
/// <param name="IsFlagged">Whether two well supported values exclude each other.</param>
/// <param name="Level">Kappa of the two best supported values, 0 to 1; 1 or 0 for quantities and places.</param>
/// <param name="Sentence">The disagreement in a sentence, or null when there is none.</param>
[GenerateSerializer, Immutable, Alias("value/conflict")]
public sealed record Conflict([Id(0)] bool IsFlagged, [Id(1)] double Level, [Id(2)] string? Sentence)
{
    /// <summary>No disagreement.</summary>
    public static Conflict None { get; } = new(false, 0, null);
}

/// <summary>What one claim adds to an assessment.</summary>
/// <param name="Report">The report, <c>agency/id</c>.</param>
/// <param name="Claim">The claim's position in the report.</param>
/// <param name="Value">The value it speaks for or against.</param>
/// <param name="Grade">Its Admiralty grade, for example <c>B2</c>.</param>
/// <param name="Tlp">The TLP level of its report.</param>
/// <param name="ObservedAt">When it held, in UTC.</param>
/// <param name="AgeDays">Its age at the as-of time, in days.</param>
/// <param name="Origin">The origin it is counted under.</param>
/// <param name="RankInOrigin">Its rank among the claims of that origin, from 1; each further one counts a tenth.</param>
/// <param name="Cluster">The independence cluster of that origin.</param>
/// <param name="RankInCluster">The rank of its origin in the cluster, from 1; each further one counts half.</param>
/// <param name="Nats">What it adds to the score, in nats, negative for a denial; the weight of a quantity's claim.</param>
/// <param name="Decibans">The same in decibans.</param>
/// <param name="IfRemoved">How the probability (quantity: the median) would change without it.</param>
[GenerateSerializer, Immutable, Alias("value/contribution")]
public sealed record Contribution(
    [Id(0)] string Report, [Id(1)] int Claim, [Id(2)] string Value, [Id(3)] string Grade,
    [Id(4)] string Tlp, [Id(5)] DateTimeOffset ObservedAt, [Id(6)] double AgeDays, [Id(7)] string Origin,
    [Id(8)] int RankInOrigin, [Id(9)] string Cluster, [Id(10)] int RankInCluster, [Id(11)] double Nats,
    [Id(12)] double Decibans, [Id(13)] double IfRemoved);
