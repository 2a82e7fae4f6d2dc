using Compounds.Readers;

namespace Compounds.Exchange.Intake;

/// <summary>Joins the handling of a claim with that of its report: a claim may only be more closed.</summary>
internal static class ClaimHandling
{
    /// <summary>The handling as the claim keeps it; null when the report's own holds, or a problem was told.</summary>
    /// <param name="given">What the claim says; null when it says nothing.</param>
    /// <param name="report">The report's handling.</param>
    /// <param name="filedBy">The agency of the report.</param>
    /// <param name="problems">Where to tell.</param>
    /// <param name="where">The handling of the claim.</param>
    public static Handling? Join(GivenClaimHandling? given, Handling report, string filedBy, Problems problems, in Where where)
    {
        if (given is null)
            return null;
        var isSound = true;
        if (given.Tlp < report.Tlp)
            isSound = Refuse("tlp",
                $"The report is TLP:{report.Tlp.Text()}; a claim may be as closed or more so. Give that level or a higher one.", problems, where);
        if (given.Pap < report.Pap)
            isSound = Refuse("pap",
                $"The report is PAP:{report.Pap.Text()}; a claim may be as closed or more so. Give that level or a higher one.", problems, where);
        if (report.Audience.Count > 0 &&
            given.Audience.FirstOrDefault(agency => !report.Audience.Contains(agency, StringComparer.Ordinal)) is { } other)
            isSound = Refuse("audience",
                $"{other} may not see the report; name agencies of its audience only: {Quoted.List(report.Audience)}.", problems, where);
        if (!isSound)
            return null;
        var audience = given.Audience.Count > 0 ? given.Audience : report.Audience;
        var joined = Handling.Of(given.Tlp ?? report.Tlp, given.Pap ?? report.Pap, filedBy, audience);
        return joined == report ? null : joined;
    }

    private static bool Refuse(string leaf, string message, Problems problems, in Where where)
    {
        problems.Add(RefusalCodes.HandlingLessClosed, where.In(leaf), message);
        return false;
    }
}
