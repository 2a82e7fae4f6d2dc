using System.Text.Json.Serialization;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>A fact in the life of one policy action. Immutable, and never deleted; the stored names hold for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(PolicyActionDrafted), "policy-action-drafted")]
[JsonDerivedType(typeof(PolicyActionSimulated), "policy-action-simulated")]
[JsonDerivedType(typeof(PolicyActionProposed), "policy-action-proposed")]
[JsonDerivedType(typeof(PolicyActionApproved), "policy-action-approved")]
[JsonDerivedType(typeof(PolicyActionSentBack), "policy-action-sent-back")]
[JsonDerivedType(typeof(ForecastFrozen), "forecast-frozen")]
[JsonDerivedType(typeof(PolicyActionCarriedOut), "policy-action-carried-out")]
[JsonDerivedType(typeof(ObservationRecorded), "observation-recorded")]
[JsonDerivedType(typeof(PolicyActionReviewed), "policy-action-reviewed")]
[JsonDerivedType(typeof(PolicyActionWithdrawn), "policy-action-withdrawn")]
[JsonDerivedType(typeof(HarmSignedOff), "harm-signed-off")]
[JsonDerivedType(typeof(EvidenceConsented), "evidence-consented")]
[JsonDerivedType(typeof(PolicyActionDeclassified), "policy-action-declassified")]
[JsonDerivedType(typeof(PolicyActionMarkingLowered), "policy-action-marking-lowered")]
[GenerateSerializer, Immutable, Alias("policy/fact")]
public abstract record PolicyActionFact
{
    private protected PolicyActionFact()
    {
    }

    /// <summary>Gets who took the step, why and when.</summary>
    public abstract Signature Signed { get; init; }
}

/// <summary>The measures were written down, or written anew: a forecast of earlier ones no longer counts.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="Title">What the action is called.</param>
/// <param name="Scenario">The measures, seed, horizon and rationing.</param>
[GenerateSerializer, Immutable, Alias("policy/drafted")]
public sealed record PolicyActionDrafted(
    [Id(0)] Signature Signed, [Id(1)] string Title, [Id(2)] [property: JsonConverter(typeof(ScenarioJson))] Scenario Scenario) : PolicyActionFact;

/// <summary>A forecast was attached; earlier approvals no longer count.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="Forecast">The forecast.</param>
[GenerateSerializer, Immutable, Alias("policy/simulated")]
public sealed record PolicyActionSimulated([Id(0)] Signature Signed, [Id(1)] Forecast Forecast) : PolicyActionFact;

/// <summary>The action was put to the vote; earlier approvals no longer count.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="Proposal">The number of the proposal, from 1.</param>
/// <param name="Case">The do-no-harm case that opened the gate, with the harms as forecast.</param>
[GenerateSerializer, Immutable, Alias("policy/proposed")]
public sealed record PolicyActionProposed([Id(0)] Signature Signed, [Id(1)] int Proposal, [Id(2)] DoNoHarmCase Case) : PolicyActionFact;

/// <summary>One person approved.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="Proposal">The number of the proposal approved.</param>
[GenerateSerializer, Immutable, Alias("policy/approved")]
public sealed record PolicyActionApproved([Id(0)] Signature Signed, [Id(1)] int Proposal) : PolicyActionFact;

/// <summary>The proposal was sent back to be improved; approvals no longer count.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="Proposal">The number of the proposal sent back.</param>
[GenerateSerializer, Immutable, Alias("policy/sent-back")]
public sealed record PolicyActionSentBack([Id(0)] Signature Signed, [Id(1)] int Proposal) : PolicyActionFact;

/// <summary>The forecast was set down for good, before anything was done, so that it can be scored afterwards.</summary>
/// <param name="Signed">The second approval.</param>
/// <param name="Forecast">The forecast.</param>
[GenerateSerializer, Immutable, Alias("policy/forecast-frozen")]
public sealed record ForecastFrozen([Id(0)] Signature Signed, [Id(1)] Forecast Forecast) : PolicyActionFact;

/// <summary>The measures were taken in the world.</summary>
/// <param name="Signed">Who, why and when it was recorded.</param>
/// <param name="CarriedOutAt">When hour 0 of the scenario was, in UTC.</param>
[GenerateSerializer, Immutable, Alias("policy/carried-out")]
public sealed record PolicyActionCarriedOut([Id(0)] Signature Signed, [Id(1)] DateTimeOffset CarriedOutAt) : PolicyActionFact;

/// <summary>Something was observed that the forecast had an opinion on.</summary>
/// <param name="Signed">Who, why and when it was recorded.</param>
/// <param name="Observation">What was observed.</param>
[GenerateSerializer, Immutable, Alias("policy/observation-recorded")]
public sealed record ObservationRecorded([Id(0)] Signature Signed, [Id(1)] Observation Observation) : PolicyActionFact;

/// <summary>The frozen forecast was scored and the action closed; the lessons are the reason given.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="Score">How good the forecast was.</param>
[GenerateSerializer, Immutable, Alias("policy/reviewed")]
public sealed record PolicyActionReviewed([Id(0)] Signature Signed, [Id(1)] ForecastScore Score) : PolicyActionFact;

/// <summary>The action was given up.</summary>
/// <param name="Signed">Who, why and when.</param>
[GenerateSerializer, Immutable, Alias("policy/withdrawn")]
public sealed record PolicyActionWithdrawn([Id(0)] Signature Signed) : PolicyActionFact;

/// <summary>A member answers for a harm that the forecast at hand shows.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="Line">Captive exposure or hospital-critical hours.</param>
[GenerateSerializer, Immutable, Alias("policy/harm-signed-off")]
public sealed record HarmSignedOff([Id(0)] Signature Signed, [Id(1)] LedgerLine Line) : PolicyActionFact;

/// <summary>The agency that filed a report consents to acting on it.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="Report">The report's key.</param>
[GenerateSerializer, Immutable, Alias("policy/evidence-consented")]
public sealed record EvidenceConsented([Id(0)] Signature Signed, [Id(1)] string Report) : PolicyActionFact;

/// <summary>An agency lets what the action takes from its reports be shown further than they may be.</summary>
/// <param name="Signed">Who, why and when; a member of that agency.</param>
/// <param name="To">How far.</param>
/// <param name="Report">The report that the action names; null for what its scenario rests on.</param>
[GenerateSerializer, Immutable, Alias("policy/declassified")]
public sealed record PolicyActionDeclassified([Id(0)] Signature Signed, [Id(1)] ShownTo To, [Id(2)] string? Report = null) : PolicyActionFact;

/// <summary>The marking of the action was lowered.</summary>
/// <param name="Signed">Who, why and when.</param>
/// <param name="To">The marking from now on.</param>
[GenerateSerializer, Immutable, Alias("policy/marking-lowered")]
public sealed record PolicyActionMarkingLowered([Id(0)] Signature Signed, [Id(1)] ShownTo To) : PolicyActionFact;
