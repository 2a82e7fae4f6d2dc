using System.ComponentModel.DataAnnotations;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Server.Policy;

/// <summary>A new action.</summary>
/// <param name="Title">What it is called, 1 to 200 characters.</param>
/// <param name="Why">Why it is drafted, 1 to 2,000 characters; names no person.</param>
/// <param name="Scenario">The address of a scenario that the caller's class asked; its measures are drafted.</param>
/// <param name="Tlp">
/// The TLP level, not below that of the reports that the scenario rests on. By default AMBER+STRICT, or the drafter's clearance where that is
/// lower, or the level of those reports where that is higher; to the audience alone.
/// </param>
/// <param name="Audience">The agencies that may see it, beside the drafter's own.</param>
/// <param name="ActingAgencies">The agencies that may act on it, beside the drafter's own: to see it gives no right to act.</param>
public sealed record PostPolicyAction(
    string Title, string Why, string Scenario, string? Tlp = null, IReadOnlyList<string>? Audience = null, IReadOnlyList<string>? ActingAgencies = null);

/// <summary>An action written anew.</summary>
/// <param name="Title">What it is called, 1 to 200 characters.</param>
/// <param name="Why">Why it is written anew.</param>
/// <param name="Scenario">The address of a scenario that the caller's class asked.</param>
public sealed record RedraftPolicyAction(string Title, string Why, string Scenario);

/// <summary>A step that needs nothing but a reason.</summary>
/// <param name="Why">Why it is taken, 1 to 2,000 characters; names no person. In a review: the lessons.</param>
public sealed record PolicyStep(string Why);

/// <summary>A harm that the caller answers for.</summary>
/// <param name="Line">captiveExposure or hospitalCritical.</param>
/// <param name="Why">Why the harm is borne.</param>
public sealed record SignOffStep([property: Required] LedgerLine? Line, string Why);

/// <summary>A report of the caller's agency that may be acted on.</summary>
/// <param name="Report">The report, agency/id.</param>
/// <param name="Why">Why it may.</param>
public sealed record ConsentStep(string Report, string Why);

/// <summary>What the action takes from reports of the caller's agency may be shown further than they may be.</summary>
/// <param name="Why">Why it may.</param>
/// <param name="Tlp">The TLP level.</param>
/// <param name="Audience">The agencies, beside the caller's and the action's; empty or left out when the level alone decides.</param>
/// <param name="Report">The report that the case names, agency/id; null for what the scenario rests on.</param>
public sealed record DeclassifyStep(string Why, string Tlp, IReadOnlyList<string>? Audience = null, string? Report = null);

/// <summary>A lower marking.</summary>
/// <param name="Why">Why it is lowered.</param>
/// <param name="Tlp">The TLP level.</param>
/// <param name="Audience">The agencies that may see it, beside the owner; empty or left out when the level alone decides.</param>
public sealed record LowerMarkingStep(string Why, string Tlp, IReadOnlyList<string>? Audience = null);

/// <summary>A proposal.</summary>
/// <param name="Why">Why it is proposed.</param>
/// <param name="Case">What is known of the people who could be harmed.</param>
public sealed record ProposeStep(string Why, HarmCase? Case);

/// <summary>What is known of the people who could be harmed. What is left out is found missing, not guessed.</summary>
/// <param name="Captives">The people held at each site that the measures reach.</param>
/// <param name="Feeders">Who else hangs on each feeder.</param>
/// <param name="Crossings">The crossings that a release would surge through.</param>
/// <param name="Notice">Who is told beforehand and how.</param>
/// <param name="Evidence">The reports that the action rests on, agency/id each.</param>
public sealed record HarmCase(
    IReadOnlyList<CaptiveEstimate>? Captives = null, IReadOnlyList<FeederDependents>? Feeders = null, IReadOnlyList<CrossingCapacity>? Crossings = null,
    IReadOnlyList<NoticeStep>? Notice = null, IReadOnlyList<string>? Evidence = null)
{
    /// <summary>The most entries in one list, and the longest name in one.</summary>
    private const int Most = 200;

    /// <summary>Whether every list is of a size that a person can have written.</summary>
    internal bool IsBounded() =>
        new[] { Captives?.Count, Feeders?.Count, Crossings?.Count, Notice?.Count, Evidence?.Count }.All(static count => count is null or <= Most)
        && (Captives ?? []).Select(static each => each?.Site).Concat((Feeders ?? []).Select(static each => each?.Feeder)).Concat((Crossings ?? []).Select(static each => each?.Crossing))
            .Concat((Notice ?? []).SelectMany(static each => new[] { each?.Audience, each?.Channel })).All(static name => name is null || name.Length <= Most);

    /// <summary>The case without evidence, which is looked up.</summary>
    internal DoNoHarmCase Written() => DoNoHarmCase.Empty with
    {
        Captives = [.. (Captives ?? []).OfType<CaptiveEstimate>()], Feeders = [.. (Feeders ?? []).OfType<FeederDependents>()],
        Crossings = [.. (Crossings ?? []).OfType<CrossingCapacity>()], Notice = [.. (Notice ?? []).OfType<NoticeStep>()],
    };
}

/// <summary>An approval.</summary>
/// <param name="Why">Why it is approved.</param>
/// <param name="Proposal">The number of the proposal that was read.</param>
public sealed record ApproveStep(string Why, int Proposal);

/// <summary>The measures were taken.</summary>
/// <param name="Why">Why, and how it went.</param>
/// <param name="CarriedOutAt">When hour 0 of the scenario was.</param>
public sealed record CarryOutStep(string Why, DateTimeOffset CarriedOutAt);

/// <summary>Something that was observed.</summary>
/// <param name="Why">Why it is recorded.</param>
/// <param name="Line">The line of the forecast that it measures.</param>
/// <param name="Value">The total observed over the horizon, in the unit of the line.</param>
/// <param name="StandardError">How far it may be off at one sigma, above 0.</param>
/// <param name="ObservedAt">When it was made.</param>
/// <param name="Source">The report that it rests on.</param>
/// <param name="Threshold">A yes-or-no question: whether the line exceeds this.</param>
/// <param name="Reference">The value without the measures.</param>
public sealed record ObserveStep(
    string Why, [property: Required] LedgerLine? Line, double Value, double StandardError, DateTimeOffset ObservedAt, string Source, double? Threshold = null, double? Reference = null);
