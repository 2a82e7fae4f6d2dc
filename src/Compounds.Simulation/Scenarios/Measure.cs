using Orleans;

namespace Compounds.Simulation;

/// <summary>One action on the network.</summary>
/// <param name="Target">The name of a node or an edge.</param>
/// <param name="Kind">What is done.</param>
/// <param name="From">The first hour, from 0.</param>
/// <param name="To">The first hour no longer; nothing means to the end.</param>
/// <param name="Depth">The share of capacity taken away, (0, 1]; may be uncertain, as the leak of a ban is.</param>
[GenerateSerializer, Immutable, Alias("simulation/measure")]
public sealed record Measure(
    [Id(0)] string Target, [Id(1)] MeasureKind Kind, [Id(2)] int From, [Id(3)] int? To, [Id(4)] Quantity Depth)
{
    /// <summary>Initializes a complete measure that stays.</summary>
    /// <param name="target">The name of a node or an edge.</param>
    /// <param name="kind">What is done.</param>
    /// <param name="from">The first hour, from 0.</param>
    public Measure(string target, MeasureKind kind, int from)
        : this(target, kind, from, null, Quantity.Fixed(1))
    {
    }

    /// <summary>Gets the name of the draw of an uncertain depth.</summary>
    internal string DrawName => $"{Target}.{Kind}.depth";

    /// <summary>Whether the measure touches a kind.</summary>
    internal bool Touches(Kind flow) => Kind switch
    {
        MeasureKind.CutPower => flow == Simulation.Kind.Power,
        MeasureKind.TelecomCut or MeasureKind.StarlinkBlock => flow == Simulation.Kind.Telecom,
        MeasureKind.FuelBan => flow == Simulation.Kind.Fuel,
        MeasureKind.CrossingClosure => flow is Simulation.Kind.Fuel or Simulation.Kind.Access,
        MeasureKind.FinanceFreeze => flow == Simulation.Kind.Finance,
        _ => true,
    };

    /// <summary>Whether the measure is in force in an hour.</summary>
    internal bool IsActive(int hour) => From <= hour && (To is not { } end || hour < end);
}
