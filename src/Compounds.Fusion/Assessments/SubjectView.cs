using System.Text.Json.Serialization;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>All that a reader may know of a subject at one pair of times.</summary>
/// <param name="Card">Its card.</param>
/// <param name="AsOf">The time in the world that it is assessed for, in UTC.</param>
/// <param name="KnownAt">The time up to which reports are taken in, in UTC.</param>
/// <param name="Assessments">Every attribute with visible evidence, in the order of the catalogue.</param>
/// <param name="Screen">The forced-labour screen of a compound, or null.</param>
/// <param name="Label">Whose reports it rests on, and how far that may be shown. Not shown.</param>
/// <param name="PublicBy">The time by which everything it rests on could be read in public, in UTC; null when that was not asked.</param>
[GenerateSerializer, Immutable, Alias("value/subject-view")]
public sealed record SubjectView(
    [Id(0)] Card Card, [Id(1)] DateTimeOffset AsOf, [Id(2)] DateTimeOffset KnownAt,
    [Id(3)] IReadOnlyList<Assessment> Assessments, [Id(4)] ForcedLabour? Screen,
    [property: JsonIgnore][Id(6)] Label Label, [Id(5)] DateTimeOffset? PublicBy = null);

/// <summary>A screen for forced labour from the ILO's eleven indicators. Not a legal finding: people held are presumed victims.</summary>
/// <param name="Reported">The number of indicators that were reported on, 1 to 11; nothing is said of the others.</param>
/// <param name="Expected">The expected number present among them.</param>
/// <param name="SixOrMore">The probability that six or more of them are present; null when fewer than six were reported on.</param>
/// <param name="IfIndependent">The probability of involuntariness and menace together, if indicators are independent; null when one side has no report.</param>
/// <param name="AtLeast">The least that probability can be, whatever the dependence; null when one side has no report.</param>
/// <param name="Statement">What the numbers mean and do not mean.</param>
[GenerateSerializer, Immutable, Alias("value/forced-labour")]
public sealed record ForcedLabour(
    [Id(0)] int Reported, [Id(1)] double Expected, [Id(2)] double? SixOrMore, [Id(3)] double? IfIndependent, [Id(4)] double? AtLeast, [Id(5)] string Statement);

/// <summary>One step in what was said about a subject.</summary>
/// <param name="AppliedAt">When the subject took it in, in UTC.</param>
/// <param name="Evidence">What the report said from then on; no claims after a retraction.</param>
[GenerateSerializer, Immutable, Alias("value/history-entry")]
public sealed record HistoryEntry([Id(0)] DateTimeOffset AppliedAt, [Id(1)] ReportEvidence Evidence);
