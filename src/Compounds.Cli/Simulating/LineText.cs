using Compounds.Simulation;

namespace Compounds.Cli.Simulating;

/// <summary>The lines of a ledger as a person reads them: people held first, civilians next, the effect last.</summary>
internal static class LineText
{
    private static readonly (string Heading, LedgerLine[] Lines)[] s_groups =
    [
        ("People held", [LedgerLine.CaptiveExposure, LedgerLine.CaptiveTransit]),
        ("Civilians",
        [
            LedgerLine.HospitalCritical, LedgerLine.OxygenPlantDown, LedgerLine.WaterBelowSurvival, LedgerLine.WaterBelowMinimum, LedgerLine.CivilPower,
            LedgerLine.CivilTelecom, LedgerLine.FuelStress,
        ]),
        ("Effect on the sites", [LedgerLine.LostWorkerHours]),
        ("Figures of the run", [LedgerLine.UnservedEnergy, LedgerLine.FuelBurnt, LedgerLine.GeneratorHours]),
    ];

    /// <summary>The lines that an outcome holds, group by group.</summary>
    public static IEnumerable<(string Heading, LineOutcome[] Lines)> Groups(Outcome outcome) => s_groups
        .Select(group => (group.Heading, Lines: group.Lines.Select(line => outcome.Lines.FirstOrDefault(l => l.Line == line)).OfType<LineOutcome>().ToArray()))
        .Where(static group => group.Lines.Length > 0);

    /// <summary>What a line counts.</summary>
    public static string Of(LedgerLine line) => line switch
    {
        LedgerLine.CaptiveExposure => "held without power or water",
        LedgerLine.CaptiveTransit => "held and being moved",
        LedgerLine.HospitalCritical => "hospitals below life-critical",
        LedgerLine.OxygenPlantDown => "oxygen plants standing still",
        LedgerLine.WaterBelowSurvival => "below 7.5 L of water a day",
        LedgerLine.WaterBelowMinimum => "below 15 L of water a day",
        LedgerLine.CivilPower => "without power",
        LedgerLine.CivilTelecom => "without telecom",
        LedgerLine.FuelStress => "ask for fuel and get none",
        LedgerLine.LostWorkerHours => "scam work not done",
        LedgerLine.UnservedEnergy => "energy not served",
        LedgerLine.FuelBurnt => "fuel burnt in generators",
        _ => "generators running",
    };
}
