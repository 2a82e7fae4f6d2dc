using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>What the visible reports say about one attribute for one reader: first what was reported, then what it amounts to.</summary>
/// <param name="Attribute">The attribute's name in the catalogue.</param>
/// <param name="Label">Its name on screen.</param>
/// <param name="Form">The form of its value: category, label, entity, quantity, point or alias.</param>
/// <param name="Nature">Whether it is an event, a standing fact or a state.</param>
/// <param name="Slot">Which value of the attribute it is about.</param>
/// <param name="Values">The asserted values, most probable first; empty for quantities and places, and when nothing is asserted.</param>
/// <param name="Other">The probability that another value holds, or none is known, where only one can hold; null otherwise.</param>
/// <param name="Denied">The values that are only denied.</param>
/// <param name="Quantity">The figures and their range; null for other forms.</param>
/// <param name="Place">The place; null for other forms and when no visible claim gives one that counts.</param>
/// <param name="WhyNone">Why there is no estimate: <c>no claims</c>, <c>only denials</c> or <c>only bounds</c>; null when there is one.</param>
/// <param name="LastReported">The last report of the leading value or figure; null when nothing is asserted.</param>
/// <param name="Basis">How well founded it is.</param>
/// <param name="Conflict">Whether and how sources disagree about the same time.</param>
/// <param name="Superseded">The values that a later report replaced.</param>
/// <param name="Challenged">The later, weaker reports that speak against the leading value.</param>
/// <param name="Contributions">What each claim adds, when explanations were asked for; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("value/assessment")]
public sealed record Assessment(
    [Id(0)] string Attribute, [Id(1)] string Label, [Id(2)] string Form, [Id(3)] Nature Nature, [Id(4)] AssessedSlot Slot,
    [Id(5)] IReadOnlyList<ValueBelief> Values, [Id(6)] double? Other, [Id(7)] IReadOnlyList<string> Denied,
    [Id(8)] QuantityBelief? Quantity, [Id(9)] PlaceBelief? Place, [Id(10)] string? WhyNone, [Id(11)] LastReported? LastReported,
    [Id(12)] Basis Basis, [Id(13)] Conflict Conflict, [Id(14)] IReadOnlyList<ChangedValue> Superseded, [Id(15)] IReadOnlyList<ChangedValue> Challenged,
    [Id(16)] IReadOnlyList<Contribution>? Contributions);

/// <summary>Which of several values of an attribute an assessment is about. All members are null for an attribute that has one value.</summary>
/// <param name="Dimension">For example a kind of supply or an incident.</param>
/// <param name="Of">The part of a group of people, for example <c>nationality=KE</c>.</param>
/// <param name="Party">The other subject, for example the supplier.</param>
/// <param name="From">The first day of a counted period, or the beginning of a series of totals.</param>
/// <param name="On">The day, or last day, of a count.</param>
/// <param name="Occasion">Which of several events of one day.</param>
[GenerateSerializer, Immutable, Alias("value/assessed-slot")]
public sealed record AssessedSlot(
    [Id(0)] string? Dimension, [Id(1)] string? Of, [Id(2)] SubjectId? Party, [Id(3)] DateOnly? From, [Id(4)] DateOnly? On, [Id(5)] string? Occasion);

/// <summary>One asserted value and how likely it is.</summary>
/// <param name="Value">The code, subject id, or text.</param>
/// <param name="Probability">The probability, 0 to 1; even odds are those of a value of which a report says nothing more.</param>
/// <param name="Words">The probability in words (ICD 203).</param>
/// <param name="Said">What stands beside the words: <c>rests on one source (B2)</c> or <c>3 independent sources</c>.</param>
/// <param name="Grade">The Admiralty grade of the asserting claim that weighs most.</param>
/// <param name="Sources">Independent sources that assert it and still weigh something; never more than <paramref name="Reports"/>.</param>
/// <param name="Reports">The visible reports that assert it.</param>
/// <param name="NewestAt">When the newest of them saw it hold, in UTC.</param>
/// <param name="SupportNats">The support for it, in nats.</param>
/// <param name="AgainstNats">The denials, in nats.</param>
/// <param name="Score">Support less denials, and less what stronger rivals take.</param>
/// <param name="IsKnownLater">Whether all that speaks of it was observed after the time asked for.</param>
/// <param name="IsStale">Whether the newest evidence about it is older than two half-lives.</param>
/// <param name="IsSuperseded">Whether a later report replaced it.</param>
/// <param name="IsChallenged">Whether a later, weaker report speaks against it.</param>
[GenerateSerializer, Immutable, Alias("value/value-belief")]
public sealed record ValueBelief(
    [Id(0)] string Value, [Id(1)] double Probability, [Id(2)] string Words, [Id(3)] string Said, [Id(4)] string Grade,
    [Id(5)] int Sources, [Id(6)] int Reports, [Id(7)] DateTimeOffset NewestAt, [Id(8)] double SupportNats, [Id(9)] double AgainstNats,
    [Id(10)] double Score, [Id(11)] bool IsKnownLater, [Id(12)] bool IsStale, [Id(13)] bool IsSuperseded, [Id(14)] bool IsChallenged);

/// <summary>The last report of a leading value or figure: what is shown when evidence is old.</summary>
/// <param name="Value">The value, or the figure in words with its unit.</param>
/// <param name="At">When it was last seen to hold, in UTC.</param>
/// <param name="Grade">The Admiralty grade of the claim that weighs most.</param>
/// <param name="Reports">The visible reports that say so.</param>
/// <param name="SilentDays">Whole days between the newest evidence about the attribute and the time asked for; at least 0.</param>
/// <param name="IsStale">Whether the evidence is older than two half-lives, so that the value is shown as last reported and no more.</param>
[GenerateSerializer, Immutable, Alias("value/last-reported")]
public sealed record LastReported(
    [Id(0)] string Value, [Id(1)] DateTimeOffset At, [Id(2)] string Grade, [Id(3)] int Reports, [Id(4)] int SilentDays, [Id(5)] bool IsStale);

/// <summary>A value that a later report replaced, or a report that speaks against the leading value.</summary>
/// <param name="Value">The value; a denial is <c>not</c> and the value. Of a quantity, the figure in words.</param>
/// <param name="By">What replaced it; null when it only challenges.</param>
/// <param name="Since">When that was seen, in UTC.</param>
[GenerateSerializer, Immutable, Alias("value/changed-value")]
public sealed record ChangedValue([Id(0)] string Value, [Id(1)] string? By, [Id(2)] DateTimeOffset Since);

/// <summary>A place that reports give (WGS 84).</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="PrecisionKilometres">The radius that holds the true place with about 80 %, in km.</param>
/// <param name="IsCoarse">Whether it was moved to a grid because the reader's clearance is below AMBER and people are held there.</param>
[GenerateSerializer, Immutable, Alias("value/place-belief")]
public sealed record PlaceBelief(
    [Id(0)] double Latitude, [Id(1)] double Longitude, [Id(2)] double PrecisionKilometres, [Id(3)] bool IsCoarse);

/// <summary>How well founded an assessment is; how likely it is stands apart.</summary>
/// <param name="Tier">3 high, 2 moderate, 1 low, 0 unverified.</param>
/// <param name="Claims">The visible claims that count at the time asked for.</param>
/// <param name="Sources">Independent sources behind the leading value or figure; never more than the reports that say so.</param>
/// <param name="NewestObservedAt">When the newest claim held, in UTC.</param>
/// <param name="FirstObservedAt">When the oldest claim held, in UTC.</param>
/// <param name="HalfLifeDays">Days after which evidence weighs half; null when it does not age.</param>
/// <param name="IsStale">Whether the newest evidence is older than two half-lives.</param>
/// <param name="IsKnownLater">Whether all of it was observed after the time asked for.</param>
/// <param name="IsCircular">Whether reports cite each other in a circle; a circle counts as one origin.</param>
/// <param name="NeedsReview">Whether a claim rests only on a report that was retracted as erroneous.</param>
[GenerateSerializer, Immutable, Alias("value/basis")]
public sealed record Basis(
    [Id(0)] int Tier, [Id(1)] int Claims, [Id(2)] int Sources, [Id(3)] DateTimeOffset NewestObservedAt, [Id(4)] DateTimeOffset FirstObservedAt,
    [Id(5)] double? HalfLifeDays, [Id(6)] bool IsStale, [Id(7)] bool IsKnownLater, [Id(8)] bool IsCircular, [Id(9)] bool NeedsReview);

/// <summary>Whether sources disagree about the same time. Disagreement is shown, never averaged away.</summary>
/// <param name="IsFlagged">Whether two well supported values exclude each other.</param>
/// <param name="Level">Kappa of the two sides, 0 to 1; 1 or 0 for quantities.</param>
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
/// <param name="IsDenied">Whether it speaks against it.</param>
/// <param name="Grade">Its Admiralty grade, for example <c>B2</c>.</param>
/// <param name="Tlp">The TLP level under which it may be shown.</param>
/// <param name="ObservedAt">When it held, in UTC.</param>
/// <param name="AgeDays">Its age at the as-of time, in days; 0 when it was observed later.</param>
/// <param name="HalfLifeDays">Days after which it weighs half; null when it does not age.</param>
/// <param name="Retained">The share of its weight that later reports leave it, 0 to 1.</param>
/// <param name="Origins">The origins it goes back to and its rank in each; empty when all of them were retracted as erroneous.</param>
/// <param name="Nats">What it adds to the score, in nats, negative for a denial; the weight of a quantity's claim, 0 to 1.</param>
/// <param name="Decibans">The same in decibans; 0 for a quantity.</param>
/// <param name="IfRemoved">How the probability (quantity: the median) would change without it; null when nothing would be left to tell.</param>
[GenerateSerializer, Immutable, Alias("value/contribution")]
public sealed record Contribution(
    [Id(0)] string Report, [Id(1)] int Claim, [Id(2)] string Value, [Id(3)] bool IsDenied, [Id(4)] string Grade, [Id(5)] string Tlp,
    [Id(6)] DateTimeOffset ObservedAt, [Id(7)] double AgeDays, [Id(8)] double? HalfLifeDays, [Id(9)] double Retained,
    [Id(10)] IReadOnlyList<OriginRank> Origins, [Id(11)] double Nats, [Id(12)] double Decibans, [Id(13)] double? IfRemoved);

/// <summary>Where a claim stands among the claims of one origin, and that origin among those of its source.</summary>
/// <param name="Origin">The report or label that the claim goes back to.</param>
/// <param name="RankInOrigin">Its rank among the claims of that origin, from 1; each further one counts a tenth.</param>
/// <param name="Cluster">The source of that origin.</param>
/// <param name="RankInCluster">The rank of the origin in the source, from 1; each further one counts half.</param>
[GenerateSerializer, Immutable, Alias("value/origin-rank")]
public sealed record OriginRank([Id(0)] string Origin, [Id(1)] int RankInOrigin, [Id(2)] string Cluster, [Id(3)] int RankInCluster);
