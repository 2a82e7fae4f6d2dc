using Compounds.Simulation.Choice;

namespace Compounds.Server.Simulation;

/// <summary>The sets worth a decision. None of them is the best: which harm is worth which effect is for people to say.</summary>
/// <param name="IsExact">Whether every set there is was simulated.</param>
/// <param name="IsComplete">Whether all that the plan finds worth a decision is proven and was simulated with its neighbours; always where every set was. What only shared capacity makes worth it may be missing from a plan.</param>
/// <param name="HoldsCaptives">Whether too many actions meet for captives to be compared on their own, so that the plan took only sets that expose nobody held to more.</param>
/// <param name="SetsSimulated">How many sets were simulated.</param>
/// <param name="LeftOut">Sets beside the plan that were not, at most.</param>
/// <param name="Points">The sets within the limits, by ascending harm.</param>
/// <param name="Outside">The sets that break a limit and would be worth a decision without.</param>
/// <param name="Greedy">What taking the best next action again and again gives: a baseline, blind to redundancy.</param>
/// <param name="Robust">The set that does most in bad luck, limits kept; null when none keeps them.</param>
public sealed record FoundFront(
    bool IsExact, bool IsComplete, bool HoldsCaptives, int SetsSimulated, int LeftOut, IReadOnlyList<FrontSet> Points, IReadOnlyList<FrontSet> Outside, FrontSet Greedy, FrontSet? Robust)
{
    internal static FoundFront Of(SimulatedFront front, ChoiceQuery query)
    {
        var planned = front.Planning?.Gaps.ToDictionary(static gap => SetOrder.KeyOf(gap.Planned.Actions), static gap => gap.Planned, StringComparer.Ordinal) ?? [];
        FrontSet Of(EvaluatedSet set) => FrontSet.Of(set, query, front.Planning is null ? 0 : null, planned.GetValueOrDefault(SetOrder.KeyOf(set.Actions)));
        return new(
            front.Planning is null, front.Planning is null or { IsComplete: true, HoldsCaptives: false, LeftOut: 0 }, front.Planning?.HoldsCaptives ?? false, front.SetsSimulated,
            front.Planning?.LeftOut ?? 0, [.. front.Points.Select(Of)], [.. front.Outside.Select(Of)], Of(front.Greedy), front.Robust is null ? null : Of(front.Robust));
    }
}

/// <summary>A set of actions and what it does.</summary>
/// <param name="Actions">The ids of its actions; none is to do nothing.</param>
/// <param name="Disruption">The mean of lost worker-hours.</param>
/// <param name="DisruptionP10">What nine of ten samples reach.</param>
/// <param name="Harm">The harm scalar of the chart, in person-hour equivalents; captives are not in it.</param>
/// <param name="Lines">Every line of harm, captive exposure first.</param>
/// <param name="IsAllowed">Whether every limit is kept.</param>
/// <param name="Breaks">The lines whose limits are broken.</param>
/// <param name="ProvenGap">At most this share of the best possible effect at this harm is missed by the plan, 0 to 1; null for a set that the check found beside the plan.</param>
/// <param name="Planned">What the planning model said; null where every set was simulated, and for such a set.</param>
public sealed record FrontSet(
    IReadOnlyList<string> Actions, double Disruption, double DisruptionP10, double Harm, IReadOnlyList<FrontLine> Lines, bool IsAllowed, IReadOnlyList<HarmLine> Breaks, double? ProvenGap,
    PlannedAmounts? Planned)
{
    private static readonly HarmLine[] s_lines = [.. Enum.GetValues<HarmLine>().OrderBy(static line => line is not HarmLine.CaptiveExposure)];

    internal static FrontSet Of(EvaluatedSet set, ChoiceQuery query, double? gap, FrontPoint? planned)
    {
        var outcome = set.Outcome;
        HarmLine[] broken = [.. query.Budgets.Where(budget => !(query with { Budgets = [budget] }).Allows(outcome)).Select(static budget => budget.Line).Distinct()];
        return new(
            set.Actions, outcome.Disruption, outcome.DisruptionP10, query.HarmOf(outcome), [.. s_lines.Select(line => new FrontLine(line, UnitOf(line), outcome.Harm[line], outcome.HarmP90[line]))],
            broken.Length == 0, broken, planned?.ProvenGap ?? gap, planned is null ? null : new(planned.Disruption, planned.Harm));
    }

    private static string UnitOf(HarmLine line) => line switch
    {
        HarmLine.CaptiveExposure => "captive-h",
        HarmLine.HospitalCritical => "hospital-h",
        HarmLine.FuelPriceStress => "user-h",
        _ => "person-h",
    };
}

/// <summary>One line of harm of a set.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Mean">The mean over the samples.</param>
/// <param name="P90">What nine of ten samples stay at or below.</param>
public sealed record FrontLine(HarmLine Line, string Unit, double Mean, double P90);

/// <summary>What a plan expected.</summary>
/// <param name="Disruption">Lost worker-hours.</param>
/// <param name="Harm">The harm scalar.</param>
public sealed record PlannedAmounts(double Disruption, double Harm);
