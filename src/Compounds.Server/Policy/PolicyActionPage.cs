using System.Globalization;
using Compounds.Grains.Policy;
using Compounds.Readers;
using Compounds.Server.Cursors;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Server.Policy;

/// <summary>A page of actions.</summary>
/// <param name="Items">Newest draft first.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the page after, or null at the end.</param>
public sealed record PolicyActionPage(IReadOnlyList<PolicyActionHead> Items, string? Next);

/// <summary>An action in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Tlp">Its TLP level.</param>
/// <param name="Audience">The agencies that may see it.</param>
/// <param name="Agency">Whose it is.</param>
/// <param name="DraftedAt">When it was first drafted.</param>
/// <param name="ChangedAt">When its last step was taken.</param>
/// <param name="Proposal">The number of proposals made.</param>
/// <param name="Approvals">The approvals that count.</param>
/// <param name="ApprovalsNeeded">How many are needed.</param>
/// <param name="Headline">What matters most of the forecast at hand, people held first.</param>
/// <param name="Waiting">The steps of the caller that others wait for: approve, signOff, consent.</param>
public sealed record PolicyActionHead(
    string Id, string Title, PolicyActionStage Stage, Tlp Tlp, IReadOnlyList<string> Audience, string Agency, DateTimeOffset DraftedAt, DateTimeOffset ChangedAt,
    int Proposal, int Approvals, int ApprovalsNeeded, IReadOnlyList<ForecastLineBody> Headline, IReadOnlyList<string> Waiting)
{
    private static readonly LedgerLine[] s_headline = [LedgerLine.CaptiveExposure, LedgerLine.HospitalCritical, LedgerLine.CivilPower, LedgerLine.LostWorkerHours];

    internal static PolicyActionHead Of(PolicyRecord record, PolicyAction action, DateTimeOffset draftedAt, IReadOnlyList<string> waiting)
    {
        return new(
            record.Id, action.Title, action.Stage, record.Marking.Handling.Tlp, record.Marking.Handling.Audience, record.Marking.Agency, draftedAt, record.Facts[^1].Fact.Signed.At,
            action.Proposal, action.Approvals.Length, PolicyAction.ApprovalsNeeded,
            [.. s_headline.Select(line => action.Forecast?.Find(line)).OfType<ForecastLine>().Select(ForecastLineBody.Of)], waiting);
    }
}

/// <summary>Frozen samples, weighted by what was observed.</summary>
/// <param name="EffectiveSampleSize">The number of equally weighted samples that would be as good.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="Warning">A sentence when that is too few.</param>
/// <param name="Lines">Each line before and after.</param>
public sealed record PolicyReweightingBody(double EffectiveSampleSize, int Samples, string? Warning, IReadOnlyList<ReweightedLine> Lines)
{
    internal static PolicyReweightingBody Of(PolicyReweighting weighted) => new(weighted.EffectiveSampleSize, weighted.Samples, weighted.Warning, weighted.Lines);
}

/// <summary>Where a listing stands, as text: a time and an id.</summary>
internal static class PolicyCursor
{
    public static string Write(CursorScope cursors, PolicyPosition last) =>
        cursors.Write(string.Create(CultureInfo.InvariantCulture, $"{last.DraftedAt.UtcTicks}.{last.Id}"));

    /// <summary>Reads a cursor; null is the first page. False when it was not written here.</summary>
    public static bool TryParse(CursorScope cursors, string? cursor, out PolicyPosition? after)
    {
        after = null;
        if (!cursors.TryRead(cursor, out var place))
            return false;
        if (place?.Split('.', 2) is [var ticks, var id])
            after = new PolicyPosition(new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), id);
        return true;
    }
}
