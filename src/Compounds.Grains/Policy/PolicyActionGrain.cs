using System.Collections.Immutable;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Policy;

/// <summary>Keeps one policy action: looks up what a step needs, decides by the pure life cycle, appends, folds.</summary>
[GrainType("policy-action")]
internal sealed class PolicyActionGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IEnumerable<IForecastSource> sources, IGrainContext context)
    : EventSourcedGrain<PolicyStory, PolicyStoredFact>(log, clock, PolicyFacts.Prefix + context.GrainId.Key, Folding), IPolicyActionGrain
{
    private readonly string _id = context.GrainId.Key.ToString()!;

    /// <summary>How an action is read.</summary>
    public static Folding<PolicyStory, PolicyStoredFact> Folding { get; } = new(
        new PolicyFactCodec(), static () => PolicyStory.Unwritten, static (story, fact, place) => story.Evolve(fact, place.Version));

    public async Task<PolicyAnswer?> DraftAsync(Reader reader, Instruction instruction, PolicyDraft draft, CancellationToken cancellationToken)
    {
        if (State.Marking is not null && !IsVisibleTo(reader))
            return null;
        if (State.Marking is not null && WhyNotOwner(reader) is { } strange)
            return strange;
        if (State.Marking is null && draft.Handling?.IsVisibleTo(reader) == false)
            return Refused("marking-hides-it", "The marking would hide the action from whoever drafts it; give a level within your clearance and an audience with your agency.");
        if (await FindAsync(reader, draft.Scenario, cancellationToken) is not { } basis)
            return Refused("unknown-scenario", "There is no such scenario, or you may not see it; ask it first with POST /v1/scenarios.");
        var first = new ActionMarking(reader.Agency, ActionLabels.MarkingOf(reader, draft, basis.Label), ActingOf(reader, draft));
        if (first.FirstUnseeing() is { } unseeing)
            return Refused("acting-unseen", $"{unseeing} would act on what it may not see; name it in the audience too, or leave it out.");
        var answer = await WriteAsync(
            place => IsNew(instruction) && ActionLabels.TooOpenFor(basis.Label, (State.Marking ?? first).Handling, PolicyAction.Unwritten) is { } tooOpen
                ? Nothing(new PolicyAnswer(tooOpen, Record()))
                : Follow(place, new DraftPolicyAction(instruction, draft.Title, basis.Scenario), first, new ChosenScenario(draft.Scenario, reader, basis.Label)),
            cancellationToken);
        await ListAsync(answer, cancellationToken);
        return answer;
    }

    public async Task<PolicyAnswer?> AttachForecastAsync(Reader reader, Instruction instruction, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        if (WhyNotActing(reader) is { } strange)
            return strange;
        var chosen = State.Chosen!;
        if (chosen.Reader != reader)
            return Refused("another-class", "The scenario is one of another agency or clearance; ask one of those who drafted it, or draft the action anew from a scenario of yours.");
        if (await FindAsync(reader, chosen.Scenario, cancellationToken) is not { Outcome: { } outcome } basis)
            return Refused("not-simulated-yet", "The drafted scenario has no outcome yet; wait until it is completed.");
        var command = new SimulatePolicyAction(instruction, Forecast.Of(outcome, basis.Scenario, basis.KnownAt));
        return await WriteAsync(
            first => State.Chosen != chosen ? Nothing(Refused("drafted-anew", "The action was drafted again meanwhile; attach the forecast again."))
                : IsNew(instruction) && ActionLabels.TooOpenFor(basis.Label, State.Marking!.Handling, State.Action) is { } tooOpen
                    ? Nothing(new PolicyAnswer(tooOpen, Record()))
                : Follow(first, command),
            cancellationToken);
    }

    public async Task<PolicyAnswer?> ProposeAsync(Reader reader, Instruction instruction, DoNoHarmCase harm, IReadOnlyList<string> evidence, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        if (WhyNotActing(reader) is { } strange)
            return strange;
        var (known, unknown) = await EvidenceLookUp.FindAsync(grains, reader, evidence, cancellationToken);
        return await WriteAsync(
            first =>
            {
                var assembled = State.Action.Assemble(harm with { Evidence = known });
                if (!IsNew(instruction))
                    return Follow(first, new ProposePolicyAction(instruction, assembled));
                var tooOpen = ActionLabels.TooOpenFor(known, State.Marking!.Handling, State.Action);
                return !unknown.IsEmpty ? Nothing(new PolicyAnswer(DoNoHarmGate.Refuse([.. DoNoHarmGate.Check(assembled), .. unknown]), Record()))
                    : !tooOpen.IsEmpty ? Nothing(new PolicyAnswer(ActionLabels.Refuse(tooOpen, known, State.Marking.Handling), Record()))
                    : Follow(first, new ProposePolicyAction(instruction, assembled));
            },
            cancellationToken);
    }

    public async Task<PolicyCheck?> CheckAsync(Reader reader, DoNoHarmCase harm, IReadOnlyList<string> evidence, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var (known, unknown) = await EvidenceLookUp.FindAsync(grains, reader, evidence, cancellationToken);
        var assembled = State.Action.Assemble(harm with { Evidence = known });
        var tooOpen = ActionLabels.TooOpenFor(known, State.Marking!.Handling, State.Action);
        return new PolicyCheck([.. DoNoHarmGate.Check(assembled), .. unknown, .. tooOpen], assembled.Evidence);
    }

    public async Task<PolicyAnswer?> TakeAsync(Reader reader, PolicyActionCommand command, CancellationToken cancellationToken)
    {
        if (command is DraftPolicyAction or SimulatePolicyAction or ProposePolicyAction or ReviewPolicyAction
            or DeclassifyAction or LowerMarking)
            throw new ArgumentException($"{command.GetType().Name} has a step of its own.", nameof(command));
        if (!IsVisibleTo(reader))
            return null;
        var strange = command switch
        {
            WithdrawPolicyAction => WhyNotOwner(reader),
            ConsentToEvidence => null,
            _ => WhyNotActing(reader),
        };
        return strange ?? await WriteAsync(first => Follow(first, command), cancellationToken);
    }

    public async Task<PolicyAnswer?> DeclassifyAsync(Reader reader, Instruction instruction, Handling to, string? report, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        if (report is null && State.Label.Owners.All(owned => owned.Owner != reader.Agency))
            return Refused("nothing-to-declassify", "The action rests on no report of your agency; name the report that it cites, or leave it as it is.");
        // Whose action it is knows it already.
        var shown = to.Audience.Count == 0 ? to : Handling.Of(to.Tlp, Pap.Clear, State.Marking!.Agency, to.Audience);
        return await WriteAsync(first => Follow(first, new DeclassifyAction(instruction, shown.Shown(), report)), cancellationToken);
    }

    public async Task<PolicyAnswer?> LowerMarkingAsync(Reader reader, Instruction instruction, Handling to, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        if (WhyNotOwner(reader) is { } strange)
            return strange;
        var answer = await WriteAsync(
            first => IsNew(instruction) && WhyNotLowered(to) is { } refusal ? Nothing(refusal) : Follow(first, new LowerMarking(instruction, to.Shown())), cancellationToken);
        await ListAsync(answer, cancellationToken);
        return answer;
    }

    public async Task<PolicyAnswer?> ReviewAsync(Reader reader, Instruction instruction, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        if (WhyNotActing(reader) is { } strange)
            return strange;
        var (refusal, observed, _) = await ObservedAsync(cancellationToken);
        if (refusal is not null && State.Action.Stage is PolicyActionStage.CarriedOut && !State.Action.Observations.IsEmpty)
            return new PolicyAnswer(refusal, Record());
        return await WriteAsync(
            first => Follow(first, new ReviewPolicyAction(instruction, observed.IsEmpty ? new ForecastScore([], 0, null, null, []) : ForecastScore.Of([.. observed]))), cancellationToken);
    }

    public Task<PolicyRecord?> ReadAsync(Reader reader, CancellationToken cancellationToken) => Task.FromResult(IsVisibleTo(reader) ? Record() : null);

    public async Task<PolicyReweighting?> ReweightAsync(Reader reader, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var (refusal, observed, outcome) = await ObservedAsync(cancellationToken);
        if (refusal is not null)
            return new PolicyReweighting(refusal, 0, 0, null, []);
        var weights = SampleReweighting.Of([.. observed]);
        return new PolicyReweighting(null, outcome!.Samples, weights.EffectiveSampleSize, weights.Warning(), [.. outcome.Lines.Select(line =>
            new ReweightedLine(line.Line, line.Unit, line.Total, weights.SpreadOf(outcome.TotalsOf(line.Line).ToArray())))]);
    }

    /// <summary>Finds a scenario wherever scenarios are asked; null when nobody of these readers asked it anywhere.</summary>
    private async Task<ForecastBasis?> FindAsync(Reader reader, string scenario, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.FindAsync(reader, scenario, cancellationToken) is { } basis)
                return basis;
        }

        return null;
    }

    private static string[]? ActingOf(Reader reader, PolicyDraft draft)
    {
        var others = (draft.Acting ?? []).Where(agency => agency != reader.Agency);
        string[] acting = [.. others.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return acting.Length == 0 ? null : acting;
    }

    /// <summary>Why only the owner may go on; null when this is the owner.</summary>
    private PolicyAnswer? WhyNotOwner(Reader reader) => reader.Agency == State.Marking!.Agency ? null
        : Refused("not-your-action", $"The action is one of {State.Marking.Agency}; ask one of its members to draft it again, to withdraw it or to lower its marking.");

    private PolicyAnswer? WhyNotActing(Reader reader) => State.Marking!.MayAct(reader.Agency) ? null
        : Refused("may-not-act", $"Your agency may read the action and not act on it; ask a member of {State.Marking.ActingInWords()}.");

    private PolicyAnswer? WhyNotLowered(Handling to)
    {
        var marking = State.Marking!.Handling;
        if (!to.IsAsOpenAs(marking) || to.VisibilityTag() == marking.VisibilityTag())
            return Refused("not-lower", $"The action is marked {marking.InWords()}; give a lower level or a wider audience.");
        return ActionLabels.Missing(State.Label, to, State.Action) is { Count: > 0 } missing
            ? Refused("declassification-missing", $"Reports of {ActionLabels.Names(missing)} keep the marking up; have a member of each declassify as far as {to.InWords()} first.")
            : null;
    }

    private bool IsNew(Instruction instruction) => !State.Action.Followed.ContainsKey(instruction.CommandId);

    /// <summary>Has the list of actions know the marking that an answer left.</summary>
    private async Task ListAsync(PolicyAnswer answer, CancellationToken cancellationToken)
    {
        if (State.Marking is not null && answer.Refusal is null)
            await grains.GetPolicyDirectory().AddAsync(new PolicyEntry(_id, State.Marking, State.Facts[0].Fact.Signed.At), cancellationToken);
    }

    private bool IsVisibleTo(Reader reader) => State.Marking?.Handling.IsVisibleTo(reader) == true;

    /// <summary>Decides on a command as things stand, with the marking before the first draft and the chosen scenario before every draft.</summary>
    private Decision<PolicyStoredFact, PolicyAnswer> Follow(FactPlace first, PolicyActionCommand command, ActionMarking? marking = null, ChosenScenario? chosen = null)
    {
        var decision = command.Decide(State.Action, first.RecordedAt);
        if (decision.Refusal is { } refusal)
            return Nothing(new PolicyAnswer(refusal, Record()));
        if (decision.Facts.IsEmpty)
            return Nothing(new PolicyAnswer(null, Record()));
        var facts = new List<PolicyStoredFact>();
        if (marking is not null && State.Marking is null)
            facts.Add(new PolicyMarked(marking));
        if (chosen is not null)
            facts.Add(new PolicyScenarioChosen(chosen));
        facts.AddRange(decision.Facts.Select(static fact => new PolicyStepTaken(fact)));
        var after = facts.Select((fact, i) => (fact, i)).Aggregate(State, (story, each) => story.Evolve(each.fact, first.Version + each.i));
        return Append(new PolicyAnswer(null, after.Record(_id)), facts);
    }

    /// <summary>Finds the samples that foretold what was observed, and makes sure that they are those that were frozen.</summary>
    private async Task<(PolicyRefusal? Refusal, ImmutableArray<ObservedForecast> Observed, Outcome? Outcome)> ObservedAsync(CancellationToken cancellationToken)
    {
        if (State.Action is not { Frozen: { } frozen, Observations: { IsEmpty: false } observations })
            return (new("nothing-observed", "Nothing was observed yet; record at least one observation."), [], null);
        if (await FindAsync(State.Chosen!.Reader, frozen.InputHash, cancellationToken) is not { Outcome: { } outcome })
            return (new("samples-not-at-hand", "The samples of the frozen forecast are being simulated again; ask again when the scenario is completed."), [], null);
        return Forecast.HashOfSamples(outcome) == frozen.SamplesHash
            ? (null, [.. observations.Select(observation => ObservedForecast.Of(outcome, observation))], outcome)
            : (new("samples-changed", "The samples at hand are not those that were frozen: this version of the engine reckons otherwise, so the forecast cannot be scored with them."), [], null);
    }

    private PolicyAnswer Refused(string code, string sentence) => new(new PolicyRefusal(code, sentence), Record());

    private PolicyRecord? Record() => State.Record(_id);
}
