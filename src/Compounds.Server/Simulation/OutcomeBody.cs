using System.Collections.Immutable;
using Compounds.Simulation;

namespace Compounds.Server.Simulation;

/// <summary>What a scenario came to.</summary>
/// <param name="ResultHash">The address of every number of it.</param>
/// <param name="Samples">The samples it took.</param>
/// <param name="IsSettled">Whether the figures settled within the tolerance.</param>
/// <param name="Fixpoint">Whether the surviving set of each hour was the only possible one.</param>
/// <param name="BaselineWorkerHours">The worker-hours there would have been.</param>
/// <param name="MedianInterval">Where the true median of lost worker-hours lies with 95 % confidence: the noise of sampling.</param>
/// <param name="Lines">Harm and effect, captive exposure first.</param>
/// <param name="Sites">When and how long each site was below half.</param>
/// <param name="AllSites">All sites together.</param>
public sealed record OutcomeBody(
    string ResultHash, int Samples, bool IsSettled, FixpointClass Fixpoint, Spread BaselineWorkerHours, IntervalBody MedianInterval, IReadOnlyList<LineBody> Lines,
    IReadOnlyList<SiteBody> Sites, SiteBody AllSites)
{
    internal static OutcomeBody Of(Outcome outcome, IReadOnlyDictionary<string, string> names, bool isHourly) => new(
        outcome.ResultHash, outcome.Samples, outcome.IsSettled, outcome.Fixpoint, outcome.BaselineWorkerHours, new IntervalBody(outcome.MedianInterval.Low, outcome.MedianInterval.High),
        [.. outcome.Lines.Select(line => LineBody.Of(line, names, isHourly))], [.. outcome.Sites.Select(site => SiteBody.Of(site, names))], SiteBody.Of(outcome.AllSites, names));
}

/// <summary>An interval.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record IntervalBody(double Low, double High);

/// <summary>One line of effect or harm.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="IsHarm">Whether it is a harm; otherwise the effect or a figure of the run.</param>
/// <param name="Total">The total of the run.</param>
/// <param name="ByNode">The nodes with an entry.</param>
/// <param name="ByHour">The hours; null when they were not asked for.</param>
public sealed record LineBody(LedgerLine Line, string Unit, bool IsHarm, Spread Total, IReadOnlyList<NodeTotal> ByNode, HoursBody? ByHour)
{
    internal static LineBody Of(LineOutcome line, IReadOnlyDictionary<string, string> names, bool isHourly) => new(
        line.Line, line.Unit, IsHarmful(line.Line), line.Total,
        [.. line.ByNode.Select(node => new NodeTotal(node.Node, names.GetValueOrDefault(node.Node, node.Node), node.Total))], isHourly ? HoursBody.Of(line.ByHour) : null);

    internal static bool IsHarmful(LedgerLine line) => line is not (LedgerLine.LostWorkerHours or LedgerLine.UnservedEnergy or LedgerLine.FuelBurnt or LedgerLine.GeneratorHours);
}

/// <summary>The entry of a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Total">Its total.</param>
public sealed record NodeTotal(string Node, string Name, Spread Total);

/// <summary>The hours of a line, one number an hour in each list; empty for figures that are kept in total only.</summary>
/// <param name="P10">One sample in ten is below.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">One sample in ten is above.</param>
public sealed record HoursBody(IReadOnlyList<double> P10, IReadOnlyList<double> P50, IReadOnlyList<double> P90)
{
    // Single precision is what hours are reckoned in; more digits would only fill the wire.
    internal static HoursBody Of(ImmutableArray<Spread> hours) => new(
        [.. hours.Select(static hour => Short(hour.P10))], [.. hours.Select(static hour => Short(hour.P50))], [.. hours.Select(static hour => Short(hour.P90))]);

    private static double Short(double number) => Math.Round(number, 3);
}

/// <summary>When and how long a site was below half of its capacity to work.</summary>
/// <param name="Node">The site; empty for all together.</param>
/// <param name="Name">What it is called.</param>
/// <param name="FirstHourBelowHalf">The first hour, over the samples in which there was one; null when there was none in any.</param>
/// <param name="ShareBelowHalf">The share of samples in which there was such an hour.</param>
/// <param name="HoursBelowHalf">The hours below half.</param>
/// <param name="MovedTo">The people who set out for the site.</param>
public sealed record SiteBody(string Node, string Name, Spread? FirstHourBelowHalf, double ShareBelowHalf, Spread HoursBelowHalf, Spread MovedTo)
{
    internal static SiteBody Of(SiteOutcome site, IReadOnlyDictionary<string, string> names) => new(
        site.Node, names.GetValueOrDefault(site.Node, site.Node), site.FirstHourBelowHalf, site.ShareBelowHalf, site.HoursBelowHalf, site.MovedTo);
}
