using System.Collections.Immutable;
using System.Diagnostics;
using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Subjects;

namespace Compounds.Grains.Networks;

/// <summary>
/// Compiles the views of one reader into a network. Pure: what the reader may not see is not in the views, and so moves nothing in the
/// network, not even its address.
/// </summary>
internal static class NetworkCompilation
{
    /// <summary>Compiles.</summary>
    /// <param name="views">What the reader may know of each subject, in any order.</param>
    /// <param name="rules">What becomes what.</param>
    /// <returns>The network. What cannot be taken in is left out and noted, never a reason to refuse the rest.</returns>
    public static CompiledNetwork Of(IEnumerable<SubjectView> views, NetworkRules rules)
    {
        var known = views.ToDictionary(static view => view.Card.Id);
        var ordered = known.Values.OrderBy(static view => view.Card.Id).ToArray();
        var draft = new NetworkDraft();
        var ties = SupplyTie.In(ordered, rules).OrderBy(static tie => tie.EdgeId, StringComparer.Ordinal).ThenBy(static tie => tie.Supply.Dimension, StringComparer.Ordinal).ToArray();
        HashSet<SubjectId> tied = [.. ties.SelectMany(static tie => new[] { tie.Consumer, tie.Supplier })];
        var standby = new StandbyGenerators(ties, known, rules);
        ties = [.. standby.Ties()];
        AddNodes(draft, ordered, known, ties, standby, rules);
        var edges = new SupplyEdges(draft, known, rules);
        edges.Take(ties);
        edges.Rank(ties);
        standby.Install(draft);
        SettlementHospitals.Add(draft, ordered, rules);
        SupplyCircles.Break(draft);
        NetworkDefaults.Fill(draft, known, rules);
        BeyondSupply.Add(draft, rules);
        return Build(draft, LabelOf(ordered, draft, tied));
    }

    /// <summary>What is a node, is tied to another subject or would have been: nothing else that was read leaves a trace in a network.</summary>
    private static Label LabelOf(SubjectView[] ordered, NetworkDraft draft, HashSet<SubjectId> tied) =>
        Label.Join(ordered.Where(view => tied.Contains(view.Card.Id) || draft.Nodes.ContainsKey(view.Card.Id.Value)).Select(static view => view.Label));

    private static void AddNodes(
        NetworkDraft draft, SubjectView[] ordered, Dictionary<SubjectId, SubjectView> known, SupplyTie[] ties, StandbyGenerators standby, NetworkRules rules)
    {
        var tied = ties.SelectMany(static tie => new[] { tie.Consumer, tie.Supplier }).ToHashSet();
        foreach (var view in ordered)
        {
            if (!standby.Contains(view.Card.Id) && LiveNode.TypeOf(view, rules) is { } type && (LiveNode.IsConsumer(type) || tied.Contains(view.Card.Id)))
                draft.Add(LiveNode.Of(view, type, rules), new NodeFace(view.Card.Id.Value, view.Card.Name, view.Card.Location));
        }

        foreach (var tie in ties.Where(tie => !draft.Nodes.ContainsKey(tie.Supplier.Value) && tie.Supplier.Kind() is SubjectKind.Infrastructure or SubjectKind.Crossing))
        {
            if (draft.Nodes.ContainsKey(tie.Supplier.Value))
                continue;
            var view = known.GetValueOrDefault(tie.Supplier);
            var type = tie.Supplier.Kind() is SubjectKind.Crossing ? NodeType.Crossing : tie.Supply.UnknownSupplier;
            var node = view is null ? new NodeDefinition(tie.Supplier.Value, type) : LiveNode.Of(view, type, rules);
            draft.Add(node, new NodeFace(node.Id, view?.Card.Name ?? tie.Supplier.Slug(), view?.Card.Location));
            if (view is null || tie.Supplier.Kind() is SubjectKind.Infrastructure)
                draft.Assume(node.Id, "type", type.ToString(), "", $"nobody reported what it is but that it supplies {tie.Supply.Dimension}");
        }

        // Left out, a town that nobody called one would make a cut look harmless.
        foreach (var consumer in ties.Select(static tie => tie.Consumer).Where(consumer => consumer.Kind() is SubjectKind.Infrastructure && !standby.Contains(consumer)))
        {
            if (draft.Nodes.ContainsKey(consumer.Value) || known.GetValueOrDefault(consumer) is not { Card.Type: null } view)
                continue;
            draft.Add(LiveNode.Of(view, NodeType.Village, rules), new NodeFace(consumer.Value, view.Card.Name, view.Card.Location));
            draft.Assume(consumer.Value, "type", nameof(NodeType.Village), "", "nobody reported what it is; it is supplied and supplies nothing, so people are taken to live there");
        }
    }

    private static CompiledNetwork Build(NetworkDraft draft, Label label)
    {
        while (true)
        {
            NodeDefinition[] nodes = [.. draft.Nodes.Values];
            EdgeDefinition[] edges = [.. draft.Edges.Values];
            var reading = Network.Build(nodes, edges);
            if (reading.Network is { } network)
            {
                return new CompiledNetwork(
                    network, [.. nodes], [.. edges], [.. draft.Faces.Values.Where(face => draft.Nodes.ContainsKey(face.Node))],
                    [.. draft.Assumptions.Concat(network.Assumptions).Where(each => Exists(draft, each.Subject))
                        .OrderBy(static each => each.Subject, StringComparer.Ordinal).ThenBy(static each => each.Parameter, StringComparer.Ordinal)],
                    [.. draft.LeftOut.OrderBy(static each => each.Subject, StringComparer.Ordinal).ThenBy(static each => each.Code, StringComparer.Ordinal)], label);
            }

            Remove(draft, nodes, edges, reading.Problems[0]);
        }
    }

    private static bool Exists(NetworkDraft draft, string subject) => draft.Nodes.ContainsKey(subject) || draft.Edges.ContainsKey(subject);

    /// <summary>Takes the part with a problem out: a dependency whole, of a node the value that does not fit.</summary>
    private static void Remove(NetworkDraft draft, NodeDefinition[] nodes, EdgeDefinition[] edges, NetworkProblem problem)
    {
        var where = problem.Path.Split('/');
        if (where is [_, "edges", var e, ..])
        {
            var edge = edges[int.Parse(e, System.Globalization.CultureInfo.InvariantCulture)];
            draft.Edges.Remove(edge.Id);
            draft.Omit(edge.Id, problem.Code, problem.Message);
        }
        else if (where is [_, "nodes", var v, var name] && ParameterCatalog.Find(name) is { } parameter)
        {
            var node = nodes[int.Parse(v, System.Globalization.CultureInfo.InvariantCulture)];
            // What passes something on and would use it too gets a plain 0: without a value the default of its type would come back for ever.
            var parameters = problem.Code is "conduit-consumes" ? node.Parameters.SetItem(parameter, Quantity.Zero) : node.Parameters.Remove(parameter);
            if (parameters == node.Parameters)
                throw new UnreachableException($"The compiled network keeps a problem: {problem.Path}: {problem.Message}");
            draft.Nodes[node.Id] = node with { Parameters = parameters, CapacityKind = parameter is NodeParameter.Capacity ? null : node.CapacityKind };
            draft.Omit(node.Id, problem.Code, problem.Message);
        }
        else
        {
            throw new UnreachableException($"The compiled network has a problem that no report can cause: {problem.Path}: {problem.Message}");
        }
    }
}
