using System.Collections.Immutable;

namespace Compounds.Simulation.Policy;

/// <summary>An outcome in plain sentences, the same for the same outcome. People held come first wherever harm is told.</summary>
public static class OutcomeReport
{
    private const int MostNamed = 3, MostAssumptions = 20, MostInfluences = 5, ShortHash = 12;

    private static readonly LedgerLine[] s_harm =
    [
        LedgerLine.CaptiveExposure, LedgerLine.CaptiveTransit, LedgerLine.HospitalCritical, LedgerLine.OxygenPlantDown, LedgerLine.WaterBelowSurvival,
        LedgerLine.WaterBelowMinimum, LedgerLine.CivilPower, LedgerLine.CivilTelecom, LedgerLine.FuelStress,
    ];

    /// <summary>Writes the report.</summary>
    /// <param name="outcome">What the simulation came to.</param>
    /// <param name="scenario">What was simulated.</param>
    /// <param name="assumptions">What nobody reported and the simulation needed.</param>
    /// <param name="sensitivity">What moves the lost worker-hours, longest bar first; empty when it was not looked at, null while it is being reckoned.</param>
    /// <returns>Five sections: assumed, effect, harm, certainty, what would change the answer.</returns>
    public static ImmutableArray<ReportSection> Of(
        Outcome outcome, Scenario scenario, IReadOnlyList<Assumption> assumptions, IReadOnlyList<Influence>? sensitivity) =>
    [
        new("What was assumed", [.. Assumed(outcome, scenario, assumptions)]),
        new("What would happen", [.. Effect(outcome, scenario)]),
        new("Who is harmed", [.. s_harm.SelectMany(line => Harm(outcome, line)), "Whoever comes out is a survivor and presumed a victim: identification, shelter and safe return come first, and no punishment."]),
        new("How sure this is", [.. Certainty(outcome)]),
        new("What would change the answer", [.. Change(sensitivity)]),
    ];

    private static IEnumerable<string> Assumed(Outcome outcome, Scenario scenario, IReadOnlyList<Assumption> assumptions)
    {
        foreach (var measure in scenario.InOrder())
            yield return MeasureSentence.Of(measure);
        if (scenario.Measures.IsEmpty)
            yield return "No measure is taken; this is what happens anyway.";
        yield return $"The network is {outcome.NetworkHash[..Math.Min(ShortHash, outcome.NetworkHash.Length)]} and {PlainNumber.Of(scenario.Horizon)} hours are simulated.";
        yield return scenario.Policy switch
        {
            RationingPolicy.HumanitarianFirst => "When there is not enough, hospitals and other life-critical users are served first, then civilians, then the rest.",
            RationingPolicy.ProRata => "When there is not enough, everybody gets the same share.",
            _ => "When there is not enough, whoever pays most is served first and life-critical users last.",
        };
        yield return scenario.Displacement is null ? "Nobody is moved between sites." : "Operators may move people from sites that stand still to sites that work.";
        foreach (var assumption in assumptions.OrderBy(static a => a.Subject, StringComparer.Ordinal).ThenBy(static a => a.Parameter, StringComparer.Ordinal).Take(MostAssumptions))
            yield return $"{assumption.Parameter} of {assumption.Subject} is taken as {assumption.Value} {assumption.Unit}".TrimEnd() + $": {assumption.Basis.TrimEnd('.')}.";
        if (assumptions.Count > MostAssumptions)
            yield return $"{PlainNumber.Of(assumptions.Count - MostAssumptions)} further values were assumed because nobody reported them.";
    }

    private static IEnumerable<string> Effect(Outcome outcome, Scenario scenario)
    {
        var lost = outcome.Line(LedgerLine.LostWorkerHours).Total;
        var share = outcome.BaselineWorkerHours.P50 > 0 ? $", about {PlainNumber.Percent(lost.P50 / outcome.BaselineWorkerHours.P50)} of what there would have been" : "";
        yield return $"The sites lose {PlainNumber.Range(lost)} worker-hours of scam work{share}.";
        yield return Halving("All sites together", outcome.AllSites);
        foreach (var site in outcome.Sites)
            yield return Halving(site.Node, site);
        if (scenario.Displacement is null)
            yield break;
        foreach (var site in outcome.Sites.Where(static s => s.MovedTo.P90 > 0))
            yield return $"{PlainNumber.Range(site.MovedTo)} people are moved to {site.Node}.";
    }

    private static string Halving(string name, SiteOutcome site) => site.FirstHourBelowHalf is { } first
        ? $"{name}: below half of its capacity to work in {PlainNumber.Percent(site.ShareBelowHalf)} of samples, there first at hour {PlainNumber.Range(first)}, for {PlainNumber.Range(site.HoursBelowHalf)} hours."
        : $"{name}: never below half of its capacity to work, in no sample.";

    private static IEnumerable<string> Harm(Outcome outcome, LedgerLine line)
    {
        if (outcome.Lines.FirstOrDefault(l => l.Line == line) is not { } found)
        {
            if (line is LedgerLine.CaptiveExposure)
                yield return "People held: not known to this network, so their exposure was not simulated. Do not read this as none.";
            yield break;
        }

        if (found.Total.P90 <= 0)
        {
            yield return $"{Subject(line)}: none in nine of ten samples.";
            yield break;
        }

        var worst = found.ByNode.Where(static n => n.Total.P90 > 0).OrderByDescending(static n => n.Total.P50).ThenByDescending(static n => n.Total.P90)
            .ThenBy(static n => n.Node, StringComparer.Ordinal).Take(MostNamed).Select(static n => $"{n.Node} {PlainNumber.Range(n.Total)}").ToArray();
        yield return $"{Subject(line)}: {PlainNumber.Range(found.Total)} {found.Unit}{(worst.Length == 0 ? "" : $", most at {string.Join(", ", worst)}")}.";
    }

    private static string Subject(LedgerLine line) => line switch
    {
        LedgerLine.CaptiveExposure => "People held, without power or water",
        LedgerLine.CaptiveTransit => "People held, being moved between sites",
        LedgerLine.HospitalCritical => "Hospitals below their life-critical share",
        LedgerLine.OxygenPlantDown => "Oxygen plants standing still",
        LedgerLine.WaterBelowSurvival => "Civilians below 7.5 litres of water a day",
        LedgerLine.WaterBelowMinimum => "Civilians below 15 litres of water a day",
        LedgerLine.CivilPower => "Civilians without power",
        LedgerLine.CivilTelecom => "Civilians without telecom and emergency calls",
        _ => "Civilians who ask for fuel and get none",
    };

    private static IEnumerable<string> Certainty(Outcome outcome)
    {
        yield return $"{PlainNumber.Of(outcome.Samples)} possible worlds were simulated. A range in brackets holds eight of ten of them: it is what we do not know about the world.";
        yield return $"Sampling adds little: with 95 % confidence the median of lost worker-hours lies between {PlainNumber.Of(outcome.MedianInterval.Low)} and {PlainNumber.Of(outcome.MedianInterval.High)}.";
        yield return outcome.IsSettled ? "The figures had settled when the simulation stopped." : "The figures had not settled when the simulation stopped; read them as rough.";
        if (outcome.Fixpoint == FixpointClass.Deflationary)
            yield return "In some hours more than one set of working facilities would fit; the one reached by failing first and restarting second is shown.";
    }

    private static IEnumerable<string> Change(IReadOnlyList<Influence>? sensitivity)
    {
        if (sensitivity is null)
            yield return "What moves the answer is still being reckoned; it will stand here in a moment.";
        else if (sensitivity.Count == 0)
            yield return "What moves the answer was not looked at; run the sensitivity before relying on it.";
        foreach (var influence in (sensitivity ?? []).OrderByDescending(static i => i.Swing).ThenBy(static i => i.Parameter, StringComparer.Ordinal).Take(MostInfluences))
            yield return $"{influence.Parameter}: at its low end {PlainNumber.Of(influence.AtLow)} worker-hours are lost, at its high end {PlainNumber.Of(influence.AtHigh)}.";
    }
}
