using Compounds.Claims;
using Compounds.Reports;

namespace Compounds.Exchange.Tests.Intake;

/// <summary>Equality of reports by what they say: records compare their lists by identity.</summary>
internal static class Sameness
{
    public static void AssertSame(Report expected, Report? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Cites, actual.Cites);
        Assert.Equal(expected.Links, actual.Links);
        Assert.Equal(expected.Attachments, actual.Attachments);
        Assert.Equal(expected.Claims, actual.Claims);
        Assert.Equal(expected, actual with { Cites = expected.Cites, Links = expected.Links, Attachments = expected.Attachments, Claims = expected.Claims });
    }

    public static void AssertSame(ReportEvidence expected, ReportEvidence actual)
    {
        Assert.Equal(expected.Cites, actual.Cites);
        Assert.Equal<Claim>(expected.Claims, actual.Claims);
        Assert.Equal(expected, actual with { Cites = expected.Cites, Claims = expected.Claims });
    }
}
