using Orleans;

namespace Compounds.Simulation;

/// <summary>How people are moved from sites that stand still to sites that work. All numbers are judgement and uncertain.</summary>
/// <param name="LeavingPerDay">Hazard of leaving a site that stood still for a week, 1/day.</param>
/// <param name="Gamma">Exponent on the share of the last 7 days below half capacity.</param>
/// <param name="ScaleKilometres">Distance at which a destination loses 63 % of its pull, km.</param>
/// <param name="OperatorBonus">Factor on destinations of the same operator.</param>
/// <param name="Stay">Weight of staying, in beds.</param>
/// <param name="LagHours">Time on the way, h.</param>
[GenerateSerializer, Immutable, Alias("simulation/displacement-rule")]
public sealed record DisplacementRule(
    [Id(0)] Quantity LeavingPerDay,
    [Id(1)] Quantity Gamma,
    [Id(2)] Quantity ScaleKilometres,
    [Id(3)] Quantity OperatorBonus,
    [Id(4)] Quantity Stay,
    [Id(5)] Quantity LagHours)
{
    /// <summary>Gets the default: 0.10 a day within a factor of two, 20 km, threefold pull of the same operator, 48 h.</summary>
    public static DisplacementRule Default { get; } = new(
        Quantity.LogNormal(0.10, Math.Log(2)),
        Quantity.Fixed(1),
        Quantity.LogNormal(20, Math.Log(1.5)),
        Quantity.LogNormal(3, Math.Log(1.5)),
        Quantity.LogNormal(1000, Math.Log(1.5)),
        Quantity.Triangular(24, 48, 96));

    /// <summary>The quantities with the names of their draws.</summary>
    internal (string Name, Quantity Quantity)[] Draws() =>
    [
        ("displacement.leavingPerDay", LeavingPerDay), ("displacement.gamma", Gamma), ("displacement.scale", ScaleKilometres),
        ("displacement.operatorBonus", OperatorBonus), ("displacement.stay", Stay), ("displacement.lag", LagHours),
    ];
}
