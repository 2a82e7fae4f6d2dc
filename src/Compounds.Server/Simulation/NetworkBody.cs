using Compounds.Grains.Networks;
using Compounds.Readers;
using Compounds.Simulation;
using SupplyUnit = Compounds.Simulation.Unit;

namespace Compounds.Server.Simulation;

/// <summary>A network as one class of readers sees it.</summary>
/// <param name="Hash">Its address.</param>
/// <param name="AsOf">When it held in the world, in UTC.</param>
/// <param name="KnownAt">What had been recorded by then went into it, in UTC.</param>
/// <param name="Fixpoint">Whether the surviving set of each hour is the only possible one.</param>
/// <param name="Nodes">The nodes, sorted by id.</param>
/// <param name="Edges">The dependencies, sorted by id.</param>
/// <param name="Assumptions">Everything that nobody reported and the network needs.</param>
/// <param name="LeftOut">What was reported and could not be taken in.</param>
/// <param name="Marking">How far it may be shown: the join of the markings of all reports that it rests on.</param>
public sealed record NetworkBody(
    string Hash, DateTimeOffset AsOf, DateTimeOffset KnownAt, FixpointClass Fixpoint, IReadOnlyList<NodeBody> Nodes, IReadOnlyList<EdgeBody> Edges,
    IReadOnlyList<Assumption> Assumptions, IReadOnlyList<LeftOut> LeftOut, Handling Marking)
{
    internal static NetworkBody Of(NetworkView view, Reader reader) => new(
        view.Hash, view.AsOf, view.KnownAt, view.Fixpoint, [.. view.Nodes.Select(NodeBody.Of)], [.. view.Edges.Select(EdgeBody.Of)], view.Assumptions, view.LeftOut,
        (view.Label ?? Label.Unknown(reader)).Marking);
}

/// <summary>A node.</summary>
/// <param name="Id">A subject id, or the name of a supply that nobody reported.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Type">What it is.</param>
/// <param name="Latitude">Degrees north; null when nobody reported the place.</param>
/// <param name="Longitude">Degrees east; null when nobody reported the place.</param>
/// <param name="IsCoarse">Whether the place was moved to a grid.</param>
/// <param name="Operator">Who runs it; null when not known.</param>
/// <param name="Values">Its parameters.</param>
public sealed record NodeBody(
    string Id, string Name, NodeType Type, double? Latitude, double? Longitude, bool IsCoarse, string? Operator, IReadOnlyList<ValueBody> Values)
{
    internal static NodeBody Of(NetworkNode node) => new(
        node.Id, node.Name, node.Type, node.Place?.Latitude, node.Place?.Longitude, node.Place?.IsCoarse ?? false, node.Operator,
        [.. node.Values.Select(static value => new ValueBody(value.Parameter, value.Unit, value.Range, value.IsReported ? ValueBasis.Reported : ValueBasis.Default))]);
}

/// <summary>Where a value comes from.</summary>
public enum ValueBasis
{
    /// <summary>Reports.</summary>
    Reported,

    /// <summary>The documented default, because nobody reported it.</summary>
    Default,
}

/// <summary>A parameter of a node.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Range">Its range.</param>
/// <param name="Basis">Where it comes from.</param>
public sealed record ValueBody(string Parameter, string Unit, Spread Range, ValueBasis Basis);

/// <summary>A dependency.</summary>
/// <param name="Id">Its id; a measure may name it.</param>
/// <param name="From">The node that supplies.</param>
/// <param name="To">The node that is supplied.</param>
/// <param name="Kind">What flows.</param>
/// <param name="Rank">The order in which the consumer turns to it.</param>
/// <param name="Exists">How likely it is, 0 to 1; null when it stands for what nobody reported and exists when no other supply does.</param>
/// <param name="Capacity">What passes at most; null when nobody reported a limit.</param>
/// <param name="Unit">The unit of the capacity.</param>
/// <param name="DelayHours">The hours of shortage before it is used; null when it always is.</param>
/// <param name="Basis">Where it comes from.</param>
public sealed record EdgeBody(
    string Id, string From, string To, Kind Kind, int Rank, double? Exists, Spread? Capacity, string Unit, Spread? DelayHours, ValueBasis Basis)
{
    internal static EdgeBody Of(NetworkEdge edge) => new(
        edge.Id, edge.From, edge.To, edge.Kind, edge.Rank, edge.Exists, edge.Capacity, SupplyUnit.Of(edge.Kind), edge.DelayHours, edge.IsReported ? ValueBasis.Reported : ValueBasis.Default);
}
