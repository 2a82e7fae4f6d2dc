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
        if (!draft.Handling.IsVisibleTo(reader))
            return Refused("marking-hides-it", "The marking would hide the action from whoever drafts it; give a level within your clearance and an audience with your agency.");
        if (await FindAsync(reader, draft.Scenario, cancellationToken) is not { } basis)
            return Refused("unknown-scenario", "There is no such scenario, or you may not see it; ask it first with POST /v1/scenarios.");
        var answer = await WriteAsync(
            first => Follow(first, new DraftPolicyAction(instruction, draft.Title, basis.Scenario), new ActionMarking(reader.Agency, draft.Handling), new ChosenScenario(draft.Scenario, reader)),
            cancellationToken);
        if (State.Marking is not null && answer.Refusal is null)
            await grains.GetPolicyDirectory().AddAsync(new PolicyEntry(_id, State.Marking, State.Facts[0].Fact.Signed.At), cancellationToken);
        return answer;
    }

    public async Task<PolicyAnswer?> AttachForecastAsync(Reader reader, Instruction instruction, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var chosen = State.Chosen!;
        if (chosen.Reader != reader)
            return Refused("another-class", "The scenario is one of another agency or clearance; ask one of those who drafted it, or draft the action anew from a scenario of yours.");
        if (await FindAsync(reader, chosen.Scenario, cancellationToken) is not { Outcome: { } outcome } basis)
            return Refused("not-simulated-yet", "The drafted scenario has no outcome yet; wait until it is completed.");
        var command = new SimulatePolicyAction(instruction, Forecast.Of(outcome, basis.Scenario, basis.KnownAt));
        return await WriteAsync(
            first => State.Chosen == chosen ? Follow(first, command) : Nothing(Refused("drafted-anew", "The action was drafted anew meanwhile; attach the forecast again.")), cancellationToken);
    }

    public async Task<PolicyAnswer?> ProposeAsync(Reader reader, Instruction instruction, DoNoHarmCase harm, IReadOnlyList<string> evidence, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var (known, unknown) = await EvidenceLookUp.FindAsync(grains, reader, evidence, cancellationToken);
        return await WriteAsync(
            first =>
            {
                var assembled = State.Action.Assemble(harm with { Evidence = known });
                return unknown.IsEmpty || State.Action.Followed.ContainsKey(instruction.CommandId)
                    ? Follow(first, new ProposePolicyAction(instruction, assembled))
                    : Nothing(new PolicyAnswer(DoNoHarmGate.Refuse([.. DoNoHarmGate.Check(assembled), .. unknown]), Record()));
            },
            cancellationToken);
    }

    public async Task<PolicyCheck?> CheckAsync(Reader reader, DoNoHarmCase harm, IReadOnlyList<string> evidence, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var (known, unknown) = await EvidenceLookUp.FindAsync(grains, reader, evidence, cancellationToken);
        var assembled = State.Action.Assemble(harm with { Evidence = known });
        return new PolicyCheck([.. DoNoHarmGate.Check(assembled), .. unknown], assembled.Evidence);
    }

    public async Task<PolicyAnswer?> TakeAsync(Reader reader, PolicyActionCommand command, CancellationToken cancellationToken)
    {
        if (command is DraftPolicyAction or SimulatePolicyAction or ProposePolicyAction or ReviewPolicyAction)
            throw new ArgumentException($"{command.GetType().Name} has a step of its own.", nameof(command));
        return IsVisibleTo(reader) ? await WriteAsync(first => Follow(first, command), cancellationToken) : null;
    }

    public async Task<PolicyAnswer?> ReviewAsync(Reader reader, Instruction instruction, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
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
