using System.Collections.Immutable;

namespace Compounds.Simulation.Policy;

/// <summary>Puts a do-no-harm case together from what is written down and what members did: nobody signs or consents for another.</summary>
public static class CaseAssembly
{
    /// <summary>The case with the harms of the forecast, the sign-offs and the consents that stand.</summary>
    /// <param name="action">The action.</param>
    /// <param name="written">What the proposer wrote; sign-offs and consents in it do not count.</param>
    public static DoNoHarmCase Assemble(this PolicyAction action, DoNoHarmCase written) => written.Complete() with
    {
        CaptiveExposure = action.Forecast?.Find(LedgerLine.CaptiveExposure),
        CaptiveSignOff = SignOffOf(action, LedgerLine.CaptiveExposure),
        HospitalCritical = action.Forecast?.Find(LedgerLine.HospitalCritical),
        HospitalSignOff = SignOffOf(action, LedgerLine.HospitalCritical),
        Evidence = [.. written.Complete().Evidence.Select(e => e with { Consent = ConsentTo(action, e.Report) })],
    };

    /// <summary>What the gate finds now: on the case of the last proposal, before the first on an empty one.</summary>
    /// <param name="action">The action.</param>
    public static ImmutableArray<DoNoHarmFinding> Gate(this PolicyAction action) => DoNoHarmGate.Check(action.Assemble(action.Case ?? DoNoHarmCase.Empty));

    private static SignOff? SignOffOf(PolicyAction action, LedgerLine line) =>
        action.SignOffs.LastOrDefault(s => s.Line == line) is { } given ? new SignOff(given.Signed.By, given.Signed.Why) : null;

    private static SignOff? ConsentTo(PolicyAction action, string report) =>
        action.Consents.LastOrDefault(c => c.Report == report) is { } given ? new SignOff(given.Signed.By, given.Signed.Why) : null;
}
