using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>A scenario on its way from a draft to a review: the fold of its facts.</summary>
/// <param name="Stage">How far it has come.</param>
/// <param name="Title">What it is called; empty before the draft.</param>
/// <param name="Scenario">The measures; null before the draft.</param>
/// <param name="Authors">Everybody who drafted or proposed it, in order of appearance. None of them may approve.</param>
/// <param name="Forecast">The latest forecast of these measures; null when there is none.</param>
/// <param name="Case">The do-no-harm case of the latest proposal; null before the first.</param>
/// <param name="Proposal">The number of proposals made.</param>
/// <param name="Approvals">The approvals that count for the proposal at hand, of different people.</param>
/// <param name="Frozen">The forecast as it stood at the second approval; null before.</param>
/// <param name="CarriedOutAt">When the measures were taken; null before.</param>
/// <param name="Observations">What was observed since.</param>
/// <param name="Score">How good the forecast was; null before the review.</param>
/// <param name="Followed">The commands that were followed, by their ids.</param>
/// <param name="SignOffs">Who answers for a harm of the forecast at hand.</param>
/// <param name="Consents">Which reports may be acted on, by the word of the agencies that filed them.</param>
/// <param name="Declassifications">What may be shown further than the reports it is taken from, by the word of their agencies.</param>
[GenerateSerializer, Immutable, Alias("policy/action")]
public sealed record PolicyAction(
    [Id(0)] PolicyActionStage Stage,
    [Id(1)] string Title,
    [Id(2)] Scenario? Scenario,
    [Id(3)] ImmutableArray<string> Authors,
    [Id(4)] Forecast? Forecast,
    [Id(5)] DoNoHarmCase? Case,
    [Id(6)] int Proposal,
    [Id(7)] ImmutableArray<Signature> Approvals,
    [Id(8)] Forecast? Frozen,
    [Id(9)] DateTimeOffset? CarriedOutAt,
    [Id(10)] ImmutableArray<Observation> Observations,
    [Id(11)] ForecastScore? Score,
    [Id(12)] ImmutableDictionary<string, Signature> Followed,
    [Id(13)] ImmutableArray<HarmSignedOff> SignOffs,
    [Id(14)] ImmutableArray<EvidenceConsented> Consents,
    [Id(15)] ImmutableArray<PolicyActionDeclassified> Declassifications)
{
    /// <summary>The number of different people, none of them an author, whose approval is needed.</summary>
    public const int ApprovalsNeeded = 2;

    /// <summary>Gets an action of which nothing is written yet.</summary>
    public static PolicyAction Unwritten { get; } =
        new(PolicyActionStage.Unwritten, "", null, [], null, null, 0, [], null, null, [], null, ImmutableDictionary.Create<string, Signature>(StringComparer.Ordinal), [], [], []);

    /// <summary>Folds one fact. Total, pure and deterministic: it never rejects a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <returns>The action after it.</returns>
    public PolicyAction Evolve(PolicyActionFact fact)
    {
        var remembered = this with { Followed = Followed.SetItem(fact.Signed.CommandId, fact.Signed) };
        return fact switch
        {
            PolicyActionDrafted e => remembered with
            {
                Stage = PolicyActionStage.Draft, Title = e.Title, Scenario = e.Scenario, Authors = WithAuthor(e.Signed.By), Forecast = null, Approvals = [], SignOffs = [],
                Consents = [], Declassifications = [],
            },
            PolicyActionSimulated e => remembered with { Stage = PolicyActionStage.Simulated, Forecast = e.Forecast, Approvals = [], SignOffs = [] },
            HarmSignedOff e => remembered with { SignOffs = SignOffs.Add(e) },
            EvidenceConsented e => remembered with { Consents = Consents.Add(e) },
            PolicyActionDeclassified e => remembered with { Declassifications = Declassifications.Add(e) },
            PolicyActionMarkingLowered => remembered,
            PolicyActionProposed e => remembered with
            {
                Stage = PolicyActionStage.Proposed, Case = e.Case, Proposal = e.Proposal, Authors = WithAuthor(e.Signed.By), Approvals = [],
            },
            PolicyActionApproved e => remembered with { Approvals = Approvals.Add(e.Signed) },
            PolicyActionSentBack => remembered with { Stage = PolicyActionStage.Simulated, Approvals = [] },
            ForecastFrozen e => remembered with { Stage = PolicyActionStage.Approved, Frozen = e.Forecast },
            PolicyActionCarriedOut e => remembered with { Stage = PolicyActionStage.CarriedOut, CarriedOutAt = e.CarriedOutAt },
            ObservationRecorded e => remembered with { Observations = Observations.Add(e.Observation) },
            PolicyActionReviewed e => remembered with { Stage = PolicyActionStage.Reviewed, Score = e.Score },
            PolicyActionWithdrawn => remembered with { Stage = PolicyActionStage.Withdrawn },
            _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
        };
    }

    private ImmutableArray<string> WithAuthor(string member) => Authors.Contains(member, StringComparer.Ordinal) ? Authors : Authors.Add(member);
}
