using Compounds.Fusion;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>The forced-labour screen of a compound from its indicator assessments.</summary>
public static class LabourScreen
{
    private const int Many = 6;

    private const string Statement =
        "A screen from reported signs, not a legal finding. People held here are presumed victims: identification comes before any penalty.";

    private static readonly Dictionary<string, ForcedLabourIndicator> s_indicators = new(StringComparer.Ordinal)
    {
        ["abuse-of-vulnerability"] = ForcedLabourIndicator.AbuseOfVulnerability,
        ["deception"] = ForcedLabourIndicator.Deception,
        ["restriction-of-movement"] = ForcedLabourIndicator.RestrictionOfMovement,
        ["isolation"] = ForcedLabourIndicator.Isolation,
        ["physical-and-sexual-violence"] = ForcedLabourIndicator.PhysicalSexualViolence,
        ["intimidation-and-threats"] = ForcedLabourIndicator.IntimidationThreats,
        ["retention-of-identity-documents"] = ForcedLabourIndicator.RetentionOfDocuments,
        ["withholding-of-wages"] = ForcedLabourIndicator.WithholdingOfWages,
        ["debt-bondage"] = ForcedLabourIndicator.DebtBondage,
        ["abusive-conditions"] = ForcedLabourIndicator.AbusiveConditions,
        ["excessive-overtime"] = ForcedLabourIndicator.ExcessiveOvertime,
    };

    /// <summary>The screen at a time; null for other kinds of subject and for compounds of which no indicator was reported.</summary>
    /// <param name="state">What the reader may know of the subject.</param>
    /// <param name="hour">Whole hours since 2020-01-01T00:00Z.</param>
    public static ForcedLabour? Of(VisibleState state, long hour)
    {
        if (state.Subject.Kind() is not SubjectKind.Compound || state.Assess("indicator", hour, isCoarse: false) is not { Values.Count: > 0 } reported)
            return null;
        var screen = ForcedLabourScreen.Assess(reported.Values.ToDictionary(static value => s_indicators[value.Value], static value => value.Probability));
        return new ForcedLabour(
            reported.Values.Count, screen.ExpectedCount(), reported.Values.Count >= Many ? screen.CountAtLeast(Many) : null, screen.Screen?.IfIndependent, screen.Screen?.AtLeast, Statement);
    }
}
