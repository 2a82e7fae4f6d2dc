using System.Collections.Immutable;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Policy;

/// <summary>Keeps one policy action: looks up what a step needs, decides by the pure life cycle, appends, folds.</summary>
[GrainType("policy-action")]
internal sealed class PolicyActionGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IEnumerable<IForecastSource> sources, IGrainContext context)
    : EventSourcedGrain(log, clock, PolicyFacts.Prefix + context.GrainId.Key), IPolicyActionGrain
{
    private readonly string _id = context.GrainId.Key.ToString()!;
    private readonly List<PolicyRecordedFact> _facts = [];
    private PolicyAction _action = PolicyAction.Unwritten;
    private ActionMarking? _marking;
    private ChosenScenario? _chosen;

    public async Task<PolicyAnswer?> DraftAsync(Reader reader, Instruction instruction, PolicyDraft draft, CancellationToken cancellationToken)
    {
        if (_marking is not null && !IsVisibleTo(reader))
            return null;
        if (!draft.Handling.IsVisibleTo(reader))
            return Refused("marking-hides-it", "The marking would hide the action from whoever drafts it; give a level within your clearance and an audience with your agency.");
        if (await FindAsync(reader, draft.Scenario, cancellationToken) is not { } basis)
            return Refused("unknown-scenario", "There is no such scenario, or you may not see it; ask it first with POST /v1/scenarios.");
        var answer = await WriteAsync(
            version => Follow(version, new DraftPolicyAction(instruction, draft.Title, basis.Scenario), new ActionMarking(reader.Agency, draft.Handling), new ChosenScenario(draft.Scenario, reader)),
            cancellationToken);
        if (_marking is not null && answer.Refusal is null)
            await grains.GetPolicyDirectory().AddAsync(new PolicyEntry(_id, _marking, _facts[0].Fact.Signed.At), cancellationToken);
        return answer;
    }

    public async Task<PolicyAnswer?> AttachForecastAsync(Reader reader, Instruction instruction, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var chosen = _chosen!;
        if (chosen.Reader != reader)
            return Refused("another-class", "The scenario is one of another agency or clearance; ask one of those who drafted it, or draft the action anew from a scenario of yours.");
        if (await FindAsync(reader, chosen.Scenario, cancellationToken) is not { Outcome: { } outcome } basis)
            return Refused("not-simulated-yet", "The drafted scenario has no outcome yet; wait until it is completed.");
        var command = new SimulatePolicyAction(instruction, Forecast.Of(outcome, basis.Scenario, basis.KnownAt));
        return await WriteAsync(
            version => _chosen == chosen ? Follow(version, command) : Decision.Nothing(Refused("drafted-anew", "The action was drafted anew meanwhile; attach the forecast again.")), cancellationToken);
    }

    public async Task<PolicyAnswer?> ProposeAsync(Reader reader, Instruction instruction, DoNoHarmCase harm, IReadOnlyList<string> evidence, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var (known, unknown) = await EvidenceLookUp.FindAsync(grains, reader, evidence, cancellationToken);
        return await WriteAsync(
            version =>
            {
                var assembled = _action.Assemble(harm with { Evidence = known });
                return unknown.IsEmpty || _action.Commands.Contains(instruction.CommandId)
                    ? Follow(version, new ProposePolicyAction(instruction, assembled))
                    : Decision.Nothing(new PolicyAnswer(DoNoHarmGate.Refuse([.. DoNoHarmGate.Check(assembled), .. unknown]), Record()));
            },
            cancellationToken);
    }

    public async Task<PolicyCheck?> CheckAsync(Reader reader, DoNoHarmCase harm, IReadOnlyList<string> evidence, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var (known, unknown) = await EvidenceLookUp.FindAsync(grains, reader, evidence, cancellationToken);
        var assembled = _action.Assemble(harm with { Evidence = known });
        return new PolicyCheck([.. DoNoHarmGate.Check(assembled), .. unknown], assembled.Evidence);
    }

    public async Task<PolicyAnswer?> TakeAsync(Reader reader, PolicyActionCommand command, CancellationToken cancellationToken)
    {
        if (command is DraftPolicyAction or SimulatePolicyAction or ProposePolicyAction or ReviewPolicyAction)
            throw new ArgumentException($"{command.GetType().Name} has a step of its own.", nameof(command));
        return IsVisibleTo(reader) ? await WriteAsync(version => Follow(version, command), cancellationToken) : null;
    }

    public async Task<PolicyAnswer?> ReviewAsync(Reader reader, Instruction instruction, CancellationToken cancellationToken)
    {
        if (!IsVisibleTo(reader))
            return null;
        var (refusal, observed, _) = await ObservedAsync(cancellationToken);
        if (refusal is not null && _action.Stage is PolicyActionStage.CarriedOut && !_action.Observations.IsEmpty)
            return new PolicyAnswer(refusal, Record());
        return await WriteAsync(
            version => Follow(version, new ReviewPolicyAction(instruction, observed.IsEmpty ? new ForecastScore([], 0, null, null, []) : ForecastScore.Of([.. observed]))), cancellationToken);
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

    protected override void Fold(Fact fact)
    {
        if (fact.Name == PolicyFacts.Marked)
            _marking = PolicyFacts.ReadMarking(fact);
        else if (fact.Name == PolicyFacts.ScenarioChosen)
            _chosen = PolicyFacts.ReadChosen(fact);
        else
            Fold(fact.Version, PolicyActionJson.Read(fact.Body.Span));
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

    private bool IsVisibleTo(Reader reader) => _marking?.Handling.IsVisibleTo(reader) == true;

    private void Fold(long version, PolicyActionFact fact)
    {
        _facts.Add(new PolicyRecordedFact(version, fact));
        _action = _action.Evolve(fact);
    }

    /// <summary>Decides on a command as things stand, with the marking before the first draft and the chosen scenario before every draft.</summary>
    private Decision<PolicyAnswer> Follow(long version, PolicyActionCommand command, ActionMarking? marking = null, ChosenScenario? chosen = null)
    {
        var now = Now();
        var decision = command.Decide(_action, now);
        if (decision.Refusal is { } refusal)
            return Decision.Nothing(new PolicyAnswer(refusal, Record()));
        if (decision.Facts.IsEmpty)
            return Decision.Nothing(new PolicyAnswer(null, Record()));
        var before = new List<NewFact>();
        if (marking is not null && _marking is null)
            before.Add(PolicyFacts.Write(marking, now));
        if (chosen is not null)
            before.Add(PolicyFacts.Write(chosen, now));
        var first = version + before.Count + 1;
        var record = new PolicyRecord(
            _id, _marking ?? marking!, chosen ?? _chosen!, [.. _facts, .. decision.Facts.Select((fact, i) => new PolicyRecordedFact(first + i, fact))]);
        return new Decision<PolicyAnswer>(
            [.. before, .. decision.Facts.Select(fact => PolicyFacts.Write(fact, now))],
            () =>
            {
                (_marking, _chosen) = (record.Marking, record.Chosen);
                for (var i = 0; i < decision.Facts.Length; i++)
                    Fold(first + i, decision.Facts[i]);
            },
            new PolicyAnswer(null, record));
    }

    /// <summary>Finds the samples that foretold what was observed, and makes sure that they are those that were frozen.</summary>
    private async Task<(PolicyRefusal? Refusal, ImmutableArray<ObservedForecast> Observed, Outcome? Outcome)> ObservedAsync(CancellationToken cancellationToken)
    {
        if (_action is not { Frozen: { } frozen, Observations: { IsEmpty: false } observations })
            return (new("nothing-observed", "Nothing was observed yet; record at least one observation."), [], null);
        if (await FindAsync(_chosen!.Reader, frozen.InputHash, cancellationToken) is not { Outcome: { } outcome })
            return (new("samples-not-at-hand", "The samples of the frozen forecast are being simulated again; ask again when the scenario is completed."), [], null);
        return Forecast.HashOfSamples(outcome) == frozen.SamplesHash
            ? (null, [.. observations.Select(observation => ObservedForecast.Of(outcome, observation))], outcome)
            : (new("samples-changed", "The samples at hand are not those that were frozen: this version of the engine reckons otherwise, so the forecast cannot be scored with them."), [], null);
    }

    private PolicyAnswer Refused(string code, string sentence) => new(new PolicyRefusal(code, sentence), Record());

    private PolicyRecord? Record() => _marking is null ? null : new PolicyRecord(_id, _marking, _chosen!, [.. _facts]);
}
