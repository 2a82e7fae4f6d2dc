using Compounds.Assessments;
using Compounds.Simulation;
using Compounds.Subjects;

namespace Compounds.Grains.Networks;

/// <summary>
/// Generation that runs on delivered fuel stands at the sites it supplies. In the network it is a generator of each of them, and its
/// fuel routes are theirs: so a fuel ban reaches it, and a power cut does not.
/// </summary>
internal sealed class StandbyGenerators
{
    private readonly SupplyTie[] _ties;
    private readonly NetworkRules _rules;
    private readonly HashSet<SubjectId> _generators;

    public StandbyGenerators(SupplyTie[] ties, Dictionary<SubjectId, SubjectView> views, NetworkRules rules)
    {
        (_ties, _rules) = (ties, rules);
        _generators = [.. ties.Where(tie => tie.Supply.Dimension == rules.Standby.SuppliedWith
                && IsGeneration(tie.Consumer)).Select(static tie => tie.Consumer)];

        // Nobody may have reported what it is: what is fed with fuel and gives power is a generator.
        bool IsGeneration(SubjectId subject) => subject.Kind() is SubjectKind.Infrastructure && (views.GetValueOrDefault(subject)?.Card.Type is { } category
            ? category.Value == rules.Standby.Category : ties.Any(tie => tie.Supplier == subject && tie.Supply.Kind is Kind.Power));
    }

    /// <summary>Whether a subject is such a generator and no node of its own.</summary>
    public bool Contains(SubjectId subject) => _generators.Contains(subject);

    /// <summary>The ties without those of generators, whose fuel goes to the sites they stand at.</summary>
    public IEnumerable<SupplyTie> Ties()
    {
        foreach (var tie in _ties.Where(tie => !Contains(tie.Consumer)))
        {
            if (!Contains(tie.Supplier))
            {
                yield return tie;
                continue;
            }

            foreach (var fuel in _ties.Where(fuel => fuel.Consumer == tie.Supplier && fuel.Supply.Dimension == _rules.Standby.SuppliedWith && !Contains(fuel.Supplier)))
                yield return fuel with { Consumer = tie.Consumer, Probability = tie.Probability * fuel.Probability };
        }
    }

    /// <summary>Gives each site its generator, when nobody reported one of its own.</summary>
    public void Install(NetworkDraft draft)
    {
        foreach (var site in _ties.Where(tie => Contains(tie.Supplier) && tie.Supply.Kind is Kind.Power).GroupBy(static tie => tie.Consumer.Value, StringComparer.Ordinal))
        {
            if (!draft.Nodes.TryGetValue(site.Key, out var node) || !LiveNode.IsPowered(node.Type) || node.Parameters.ContainsKey(NodeParameter.Generator))
                continue;
            var probability = FusedQuantity.Round(site.Max(static tie => tie.Probability), _rules.SignificantDigits);
            if (probability < _rules.LeastProbability)
                continue;
            var load = NetworkDefaults.LoadOf(node, _rules);
            draft.Assume(node, NodeParameter.Generator, FusedQuantity.OrNothing(load.Times(_rules.Standby.OfLoad), probability), _rules.Standby.Basis);
        }
    }
}
