namespace Compounds.Simulation.Tests.Reference;

/// <summary>The worked example with its scenarios, 336 hours.</summary>
internal static class MoeiMini
{
    public static Simulation.Network Network { get; } = Asset.Network("moei_mini");

    private static DisplacementRule Movement { get; } = new(
        Quantity.Fixed(0.10), Quantity.Fixed(1), Quantity.Fixed(20), Quantity.Fixed(3), Quantity.Fixed(1000), Quantity.Fixed(48));

    public static Scenario Of(string name) => name switch
    {
        "S0 baseline" => Cut(),
        "S1 cut F1 at 24h" => Cut(new Measure("F1", MeasureKind.CutPower, 24)),
        "S2 cut F1+F2 at 24h" => Cut(new("F1", MeasureKind.CutPower, 24), new("F2", MeasureKind.CutPower, 24)),
        "S3 cut F1 + fuel crossing at 24h" => Cut(new("F1", MeasureKind.CutPower, 24), new("X1", MeasureKind.CrossingClosure, 24)),
        "S4 all: F1+F2+X1+ISP+STAR" => Everything,
        "S5 telecom only" => Cut(new Measure("ISP", MeasureKind.TelecomCut, 24)),
        "S6 derate PEA to 20% = 4 MW" => Cut(new Measure("PEA", MeasureKind.Derate, 24, null, Quantity.Fixed(0.8))),
        "S6b pro-rata policy" => Of("S6 derate PEA to 20% = 4 MW") with { Policy = RationingPolicy.ProRata },
        "S7 cut F1 24-48h then restore" => Cut(new Measure("F1", MeasureKind.CutPower, 24, 48, Quantity.Fixed(1))),
        "S8 = S4 with displacement" => Everything with { Displacement = Movement },
        "S9 = S2 with displacement" => Of("S2 cut F1+F2 at 24h") with { Displacement = Movement },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such scenario"),
    };

    public static ReferenceRun Simulate(Scenario scenario, Action<ReferenceHour>? watch = null) =>
        ReferenceEngine.Simulate(Network, scenario, new Realisation(Network, scenario), watch);

    private static Scenario Everything => Cut(
        new("F1", MeasureKind.CutPower, 24),
        new("F2", MeasureKind.CutPower, 24),
        new("X1", MeasureKind.FuelBan, 24),
        new("ISP", MeasureKind.TelecomCut, 24),
        new("STAR", MeasureKind.StarlinkBlock, 24));

    private static Scenario Cut(params Measure[] measures) => new() { Measures = [.. measures], Horizon = 336 };
}
