using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>All that a reader may know of a subject at one pair of times.</summary>
/// <param name="Card">Its card.</param>
/// <param name="AsOf">The time in the world that it is assessed for, in UTC.</param>
/// <param name="KnownAt">The time up to which reports are taken in, in UTC.</param>
/// <param name="Assessments">Every attribute with visible evidence, in the order of the catalogue.</param>
/// <param name="Screen">The forced-labour screen of a compound, or null.</param>
[GenerateSerializer, Immutable, Alias("value/subject-view")]
public sealed record SubjectView(
    [Id(0)] Card Card, [Id(1)] DateTimeOffset AsOf, [Id(2)] DateTimeOffset KnownAt,
    [Id(3)] IReadOnlyList<Assessment> Assessments, [Id(4)] ForcedLabour? Screen);

/// <summary>A screen for forced labour from the ILO's eleven indicators. Not a legal finding: people held are presumed victims.</summary>
/// <param name="Expected">The expected number of indicators present, 0 to 11.</param>
/// <param name="SixOrMore">The probability that six or more are present.</param>
/// <param name="IfIndependent">The probability of involuntariness and menace together, if indicators are independent.</param>
/// <param name="AtLeast">The least that probability can be, whatever the dependence.</param>
/// <param name="Statement">What the numbers mean and do not mean.</param>
[GenerateSerializer, Immutable, Alias("value/forced-labour")]
public sealed record ForcedLabour(
    [Id(0)] double Expected, [Id(1)] double SixOrMore, [Id(2)] double IfIndependent, [Id(3)] double AtLeast, [Id(4)] string Statement);

/// <summary>One step in what was said about a subject.</summary>
/// <param name="AppliedAt">When the subject took it in, in UTC.</param>
/// <param name="Evidence">What the report said from then on; no claims after a retraction.</param>
[GenerateSerializer, Immutable, Alias("value/history-entry")]
public sealed record HistoryEntry([Id(0)] DateTimeOffset AppliedAt, [Id(1)] ReportEvidence Evidence);
