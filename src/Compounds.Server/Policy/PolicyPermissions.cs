using Compounds.Grains.Policy;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Server.Policy;

/// <summary>Which steps a caller may take. Only a hint for a dashboard: the life cycle decides.</summary>
internal static class PolicyPermissions
{
    public static IReadOnlyList<string> Of(PolicyAction action, ActionMarking marking, string? member, bool mayDecide, bool mayConsent)
    {
        if (member is null)
            return [];
        var isAuthor = action.Authors.Contains(member, StringComparer.Ordinal);
        var agency = Member.AgencyOf(member);
        return [.. Steps(action, member, isAuthor).Where(step => step == "consent" ? mayConsent || mayDecide : mayDecide && step switch
        {
            "redraft" or "withdraw" => agency == marking.Agency,
            _ => marking.MayAct(agency),
        })];
    }

    /// <summary>Which of these steps others wait for: a decision that nobody else is to take in the caller's place.</summary>
    public static IReadOnlyList<string> Waiting(PolicyAction action, ActionMarking marking, string? member, bool mayDecide, bool mayConsent)
    {
        var may = Of(action, marking, member, mayDecide, mayConsent);
        var findings = action.Gate();
        return [.. may.Where(step => step switch
        {
            "approve" => true,
            "signOff" => findings.Any(static finding => finding.Code is "captive-sign-off-missing" or "hospital-critical"),
            "consent" => action.Assemble(action.Case ?? DoNoHarmCase.Empty).Evidence.Any(evidence =>
                evidence.FiledBy == Member.AgencyOf(member!) && findings.Any(finding => finding.Code == "consent-missing" && finding.Subject == evidence.Report)),
            _ => false,
        })];
    }

    private static IEnumerable<string> Steps(PolicyAction action, string member, bool isAuthor)
    {
        var stage = action.Stage;
        if (stage is PolicyActionStage.Draft or PolicyActionStage.Simulated)
            yield return "redraft";
        if (stage is PolicyActionStage.Draft or PolicyActionStage.Simulated or PolicyActionStage.Proposed)
        {
            yield return "forecast";
            yield return "consent";
        }

        if (stage is PolicyActionStage.Simulated or PolicyActionStage.Proposed)
        {
            if (!isAuthor && (IsHarm(action, LedgerLine.CaptiveExposure) || IsHarm(action, LedgerLine.HospitalCritical)))
                yield return "signOff";
            yield return "propose";
        }

        if (stage is PolicyActionStage.Proposed)
        {
            if (!isAuthor && action.Approvals.All(given => given.By != member))
                yield return "approve";
            yield return "sendBack";
        }

        if (stage is PolicyActionStage.Draft or PolicyActionStage.Simulated or PolicyActionStage.Proposed or PolicyActionStage.Approved)
            yield return "withdraw";
        if (stage is PolicyActionStage.Approved)
            yield return "carryOut";
        if (stage is not PolicyActionStage.CarriedOut)
            yield break;
        yield return "observe";
        if (!action.Observations.IsEmpty)
            yield return "review";
    }

    private static bool IsHarm(PolicyAction action, LedgerLine line) => action.Forecast?.Find(line) is { P90: > 0 };
}
