using System.Collections.Immutable;
using System.Globalization;

namespace Compounds.Simulation.Policy;

/// <summary>The gate before the vote. It weighs nothing against anything: each finding is closed by knowledge, consent or a named person.</summary>
public static class DoNoHarmGate
{
    /// <summary>Checks a case.</summary>
    /// <param name="harm">The case.</param>
    /// <returns>What is missing or in the way, people held first; empty when the gate is open.</returns>
    public static ImmutableArray<DoNoHarmFinding> Check(DoNoHarmCase harm)
    {
        var whole = harm.Complete();
        return [.. Captives(whole), .. Hospitals(whole), .. Feeders(whole), .. Crossings(whole), .. Notice(whole), .. Evidence(whole)];
    }

    /// <summary>The refusal of a closed gate.</summary>
    /// <param name="findings">What closes it, at least one.</param>
    public static PolicyRefusal Refuse(ImmutableArray<DoNoHarmFinding> findings) => new(
        "do-no-harm", string.Create(CultureInfo.InvariantCulture, $"The do-no-harm gate is closed by {findings.Length} finding(s): {string.Join(' ', findings.Select(static f => f.Sentence))}"), findings);

    private static IEnumerable<DoNoHarmFinding> Captives(DoNoHarmCase harm)
    {
        if (harm.Captives.IsEmpty)
            yield return new("captive-estimate-missing", "", "Nothing is said about people held at the sites.", "Estimate the people held at every site that the measures reach; 0 is an estimate too.");
        foreach (var site in harm.Captives.Where(static c => !IsCount(c.People)))
            yield return new("captive-estimate-missing", site.Site, $"The number of people held at {site.Site} is not estimated.", "Give P10, P50 and P90 of the people held there.");
        if (harm.CaptiveExposure is not { } exposure)
            yield return new("captive-exposure-missing", "", "What the measures mean for the people held was not simulated.", "Simulate on a network that knows the people held.");
        else if (exposure.P90 > 0 && harm.CaptiveSignOff?.IsWhole() != true)
            yield return new("captive-sign-off-missing", "", $"People held are left without power or water for {PlainNumber.Of(exposure.P50)} captive-hours (up to {PlainNumber.Of(exposure.P90)} at P90), and nobody answers for it.", "Change the measures, or have a named member sign for it with a reason.");
    }

    private static IEnumerable<DoNoHarmFinding> Hospitals(DoNoHarmCase harm)
    {
        if (harm.HospitalCritical is not { } hours)
            yield return new("hospital-critical-missing", "", "What the measures mean for hospitals was not simulated.", "Simulate on a network that knows the hospitals.");
        else if (hours.P90 > 0 && harm.HospitalSignOff?.IsWhole() != true)
            yield return new("hospital-critical", "", $"Hospitals fall below their life-critical share for {PlainNumber.Of(hours.P90)} hospital-hours at P90; the limit is 0.", "Spare their supply, or have a named member sign for it with a reason.");
    }

    private static IEnumerable<DoNoHarmFinding> Feeders(DoNoHarmCase harm)
    {
        if (harm.Feeders.IsEmpty)
            yield return new("feeders-missing", "", "The feeders that the measures reach are not listed.", "List every feeder with its hospitals and residents.");
        foreach (var feeder in harm.Feeders)
        {
            if (feeder.Hospitals is not >= 0)
                yield return new("feeder-hospitals-missing", feeder.Feeder, $"Nobody looked for hospitals on {feeder.Feeder}.", "Count them; 0 when there are none.");
            if (!IsCount(feeder.Population))
                yield return new("feeder-population-missing", feeder.Feeder, $"The residents on {feeder.Feeder} are not estimated.", "Give P10, P50 and P90 of the residents.");
        }
    }

    private static IEnumerable<DoNoHarmFinding> Crossings(DoNoHarmCase harm)
    {
        if (harm.Crossings.IsEmpty)
            yield return new("crossings-missing", "", "The crossings that a release would surge through are not listed.", "List each with its screening and shelter capacity.");
        foreach (var crossing in harm.Crossings)
        {
            if (crossing.ScreenedPerDay is not > 0)
                yield return new("crossing-screening-missing", crossing.Crossing, $"No survivors can be screened at {crossing.Crossing}, or nobody knows how many.", "Arrange screening and give the people screened in a day, above 0.");
            if (crossing.ShelterPlaces is not > 0)
                yield return new("crossing-shelter-missing", crossing.Crossing, $"No survivors can be sheltered at {crossing.Crossing}, or nobody knows how many.", "Arrange shelter and give the places, above 0.");
        }
    }

    private static IEnumerable<DoNoHarmFinding> Notice(DoNoHarmCase harm)
    {
        if (harm.Notice.IsEmpty)
            yield return new("notice-missing", "", "Nobody is told beforehand.", "List the steps of notice: who is told, how, and how many hours before.");
        foreach (var step in harm.Notice.Where(static s => string.IsNullOrWhiteSpace(s.Audience) || string.IsNullOrWhiteSpace(s.Channel) || !(double.IsFinite(s.HoursBefore) && s.HoursBefore >= 0)))
            yield return new("notice-incomplete", step.Audience ?? "", "A step of notice does not say who is told, how, or when.", "Give the audience, the channel and the hours before, at least 0.");
    }

    private static IEnumerable<DoNoHarmFinding> Evidence(DoNoHarmCase harm)
    {
        if (harm.Evidence.IsEmpty)
            yield return new("evidence-missing", "", "The reports that the action rests on are not listed.", "List them with their PAP levels.");
        foreach (var evidence in harm.Evidence.Where(static e => e.Level is not (PermissibleAction.Clear or PermissibleAction.Green)))
        {
            var level = evidence.Level == PermissibleAction.Amber ? "PAP:AMBER" : "PAP:RED";
            if (evidence.Consent?.IsWhole() != true)
                yield return new("consent-missing", evidence.Report, $"{evidence.Report} is {level}: acting on it could tip the site off.", $"Ask {evidence.FiledBy} for its consent, or leave the report out.");
            else if (Member.AgencyOf(evidence.Consent.By) != evidence.FiledBy)
                yield return new("consent-of-another-agency", evidence.Report, $"{evidence.Report} is {level}, and the consent is not that of {evidence.FiledBy}, which filed it.", $"Ask a member of {evidence.FiledBy}.");
        }
    }

    private static bool IsCount(Spread? people) => people is { } p && p.P10 >= 0 && p.P10 <= p.P50 && p.P50 <= p.P90 && double.IsFinite(p.P90);
}
