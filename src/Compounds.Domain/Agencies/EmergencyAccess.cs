using Compounds.Reports;

namespace Compounds.Agencies;

/// <summary>
/// Permission to read one report of another agency whatever its marking. Two people gave it; each reading is recorded and shown to that agency.
/// </summary>
/// <param name="Report">The report.</param>
/// <param name="Person">Who may read it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">Until when, in UTC, excluded.</param>
[GenerateSerializer, Immutable, Alias("value/emergency-access")]
public sealed record EmergencyAccess([Id(0)] ReportKey Report, [Id(1)] string Person, [Id(2)] EmergencyReason Reason, [Id(3)] DateTimeOffset Until)
{
    /// <summary>How long it lasts from the second person's word on.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);
}

/// <summary>Why a report is read in an emergency. A choice, because words of one's own could name a person.</summary>
[GenerateSerializer, Alias("choice/emergency-reason")]
public enum EmergencyReason
{
    /// <summary>The life or health of somebody who is held, or got out, is in danger.</summary>
    LifeAtRisk,

    /// <summary>People are being got out at this moment.</summary>
    RescueUnderWay,

    /// <summary>A child is among them.</summary>
    ChildInvolved,
}
