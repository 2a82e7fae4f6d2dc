namespace Compounds.Assessments;

/// <summary>A quantity: the figures that were reported, and the range they amount to.</summary>
/// <param name="Estimate">The range; null when there is none (see <see cref="Assessment.WhyNone"/>).</param>
/// <param name="AtLeast">The strongest lower bound that was reported; null when there is none.</param>
/// <param name="AtMost">The strongest upper bound that was reported; null when there is none.</param>
/// <param name="Unit">The canonical unit of all numbers here.</param>
/// <param name="Reported">The figures that count, heaviest first: the first is the lead. On a card only the lead.</param>
/// <param name="Quarrel">Two figures about the same time that cannot both be right, by their place in <paramref name="Reported"/>: they are shown
/// instead of the middle; empty when there are none, and on a card.</param>
/// <param name="TotalOn">The day up to which a running total counts; null for other quantities.</param>
/// <param name="Said">What stands beside the figure: <c>rests on one source (B2)</c> or <c>3 independent sources</c>; null without a lead.</param>
[GenerateSerializer, Immutable, Alias("value/quantity-belief")]
public sealed record QuantityBelief(
    [Id(0)] QuantityRange? Estimate, [Id(1)] double? AtLeast, [Id(2)] double? AtMost, [Id(3)] string Unit,
    [Id(4)] IReadOnlyList<ReportedFigure> Reported, [Id(5)] IReadOnlyList<int> Quarrel, [Id(6)] DateOnly? TotalOn, [Id(7)] string? Said);

/// <summary>A range. Never one number without it.</summary>
/// <param name="P10">It is below this with probability 0.1.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">It is below this with probability 0.9.</param>
[GenerateSerializer, Immutable, Alias("value/quantity-range")]
public sealed record QuantityRange([Id(0)] double P10, [Id(1)] double P50, [Id(2)] double P90);

/// <summary>One figure as a report gave it, in the canonical unit.</summary>
/// <param name="Report">The report, <c>agency/id</c>.</param>
/// <param name="Claim">The claim's position in the report.</param>
/// <param name="Form">point, interval, atLeast or atMost.</param>
/// <param name="Low">The figure, the lower end, or the bound.</param>
/// <param name="High">The upper end of an interval, else equal to <paramref name="Low"/>.</param>
/// <param name="Grade">Its Admiralty grade, for example <c>B2</c>.</param>
/// <param name="Tlp">The TLP level under which it may be shown.</param>
/// <param name="ObservedAt">When it held, in UTC.</param>
/// <param name="AgeDays">Its age at the as-of time, in days; 0 when it was observed later.</param>
/// <param name="Source">The agency, or the cluster of agencies, that it is independent by.</param>
/// <param name="Origin">The origin it goes back to; the first of several.</param>
/// <param name="Weight">How much it counts beside the lead, 0 to 1.</param>
/// <param name="Retained">The share of its weight that later figures leave it, 0 to 1.</param>
/// <param name="IsKnownLater">Whether it was observed after the time asked for.</param>
/// <param name="SupersededBy">The place in the list of the figure that replaced it; null when none did.</param>
[GenerateSerializer, Immutable, Alias("value/reported-figure")]
public sealed record ReportedFigure(
    [Id(0)] string Report, [Id(1)] int Claim, [Id(2)] string Form, [Id(3)] double Low, [Id(4)] double High, [Id(5)] string Grade, [Id(6)] string Tlp,
    [Id(7)] DateTimeOffset ObservedAt, [Id(8)] double AgeDays, [Id(9)] string Source, [Id(10)] string Origin, [Id(11)] double Weight,
    [Id(12)] double Retained, [Id(13)] bool IsKnownLater, [Id(14)] int? SupersededBy);
