using System.Text.Json.Nodes;

namespace Compounds.Simulation.Tests.Reference;

/// <summary>Compares a run with a row of expected values.</summary>
internal static class Vector
{
    public static readonly (LedgerLine Line, string Field)[] Lines =
    [
        (LedgerLine.LostWorkerHours, "lostWorkerHours"),
        (LedgerLine.CivilPower, "personHoursNoPower"),
        (LedgerLine.HospitalCritical, "hospitalCritHours"),
        (LedgerLine.WaterBelowMinimum, "personHoursNoWater"),
        (LedgerLine.CaptiveExposure, "captiveHours"),
        (LedgerLine.FuelBurnt, "fuelUsed"),
        (LedgerLine.GeneratorHours, "genHours"),
        (LedgerLine.UnservedEnergy, "kWhUnserved"),
        (LedgerLine.CivilTelecom, "telLost"),
    ];

    public static void AssertByNode(Simulation.Network network, JsonObject expected, ReferenceRun run)
    {
        foreach (var (line, field) in Lines.Where(l => expected.ContainsKey(l.Field)))
        {
            foreach (var (node, value) in expected[field]!.AsObject())
                Close.Equal(value!.GetValue<double>(), run.ByNode[(int)line][network.FindNode(node)!.Value], what: $"{line} of {node}");
        }
    }

    public static void AssertFirstBelow(Simulation.Network network, JsonObject expected, ReferenceRun run, int horizon)
    {
        foreach (var v in network.Layout.Compounds)
        {
            var hour = expected[network.NodeIds[v]]?.GetValue<int>() ?? horizon;
            Assert.Equal(hour, run.FirstBelowHalf[v]);
        }
    }
}
