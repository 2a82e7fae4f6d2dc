namespace Compounds.Reports;

/// <summary>A place in a list of reports by day, newest first; reports of one day are ordered by key. It counts nothing, so hidden reports do not move it.</summary>
/// <param name="Day">The day by which the list is ordered.</param>
/// <param name="Report">The report.</param>
[GenerateSerializer, Immutable, Alias("value/day-position")]
public sealed record DayPosition([Id(0)] DateOnly Day, [Id(1)] ReportKey Report)
{
    /// <summary>The order of such lists: later days first, then keys by their UTF-16 units.</summary>
    public static IComparer<DayPosition> Order { get; } = Comparer<DayPosition>.Create(static (left, right) =>
        left.Day != right.Day ? right.Day.CompareTo(left.Day) : string.CompareOrdinal(left.Report.ToString(), right.Report.ToString()));

    /// <summary>Whether another place comes later in the list.</summary>
    public bool IsBefore(DayPosition other) => Order.Compare(this, other) < 0;
}
