using Compounds.Agencies;
using Compounds.Claims;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Exchange.Intake;

/// <summary>Puts the parts of a line together: whose report it is, what is missing, what holds by default.</summary>
internal static class LineRules
{
    private const uint OfRetraction = (1u << LineDraft.RetractProperty) | (1u << LineDraft.ReasonProperty) | (1u << LineDraft.AgencyProperty);

    /// <summary>The reading of a line whose properties have been read.</summary>
    public static ReportReading Complete(in LineDraft draft, FilingContext context, Problems problems)
    {
        var agency = FiledBy(draft, context, problems);
        ReportKey? key = agency is not null && draft.Id is not null ? new ReportKey(agency.Id, draft.Id) : null;
        var isRetraction = draft.Has(LineDraft.RetractProperty);
        var retraction = isRetraction ? Retraction(draft, key, problems) : null;
        var report = isRetraction ? null : Report(draft, key, agency, context, problems);
        return problems.Any
            ? new ReportReading(null, null, key, problems.Errors, problems.Warnings)
            : new ReportReading(report, retraction, key, [], problems.Warnings);
    }

    private static Agency? FiledBy(in LineDraft draft, FilingContext context, Problems problems)
    {
        if (!draft.Has(LineDraft.AgencyProperty))
            return context.Filer;
        if (draft.Agency is not { } named || named == context.Filer.Id)
            return draft.Agency is null ? null : context.Filer;
        var where = new Where("/agency");
        if (context.RelaysFor?.Contains(named) != true)
        {
            problems.Add(RefusalCodes.AgencyNotYours, where, context.RelaysFor is null
                ? $"You file for {context.Filer.Id}: leave \"agency\" out. Filing for others needs a relay key."
                : $"This key does not relay for {Quoted.Text(named)}: file with a key whose relaysFor lists the agency.");
            return null;
        }

        var agency = context.FindAgency(named);
        if (agency is null)
            problems.Add(RefusalCodes.UnknownAgency, where, $"No agency {Quoted.Text(named)} is registered; have it registered before you relay for it.");
        return agency;
    }

    private static Retraction? Retraction(in LineDraft draft, ReportKey? key, Problems problems)
    {
        for (var property = 0; property <= LineDraft.PublicSinceProperty; property++)
        {
            if (draft.Has(property) && (OfRetraction & (1u << property)) == 0)
                problems.Add(RefusalCodes.MixedRetraction, new Where("").In(LineDraft.Properties[property]), "A retraction has \"retract\", \"agency\" and \"reason\" only; file a report in a line of its own.");
        }

        Need(draft, LineDraft.ReasonProperty, problems, "A retraction needs its reason: erroneous, withdrawn or handling.");
        return key is { } report && draft.Reason is { } reason ? new Retraction(report, reason) : null;
    }

    private static Report? Report(in LineDraft draft, ReportKey? key, Agency? agency, FilingContext context, Problems problems)
    {
        Need(draft, LineDraft.ReportProperty, problems, "A report needs \"report\", its id at your agency.");
        Need(draft, LineDraft.WrittenAtProperty, problems, "A report needs \"writtenAt\", for example 2025-02-05T09:10:00+07:00.");
        Need(draft, LineDraft.ClaimsProperty, problems, "A report needs \"claims\", at least one.");
        if (draft.Has(LineDraft.ReasonProperty))
            problems.Add(RefusalCodes.MixedRetraction, new Where("/reason"), "Only a retraction has a reason; leave it out, or give \"retract\" in place of \"report\".");
        if (key is not { } own || agency is null || draft.WrittenAt is not { } writtenAt)
            return null;

        var cites = CitationReading.Resolve(draft.Cites, own, problems);
        var isUnmarked = draft.Handling is null;
        var handling = draft.Handling is { } given ? Handling.Of(given.Tlp, given.Pap, own.Agency, given.Audience) : Handling.Unmarked(own.Agency);
        CheckPublicSince(draft.PublicSince, writtenAt, context, problems);
        var claims = ReportClaims.Complete(draft.Claims ?? [], writtenAt, handling, own.Agency, problems);
        CheckClearance(own.Agency, handling, claims, context, problems);
        if (problems.Any)
            return null;

        if (draft.Grade is null)
            problems.Add(RefusalCodes.GradeDefaulted, new Where("/grade"), $"No grade is given; {agency.SourceReliability}6 holds: the letter of {agency.Id}, and credibility that cannot be judged.");
        if (isUnmarked)
            problems.Add(RefusalCodes.HandlingDefaulted, new Where("/handling"), $"No handling is given; TLP:AMBER+STRICT to {own.Agency} and PAP:AMBER hold.");
        return new Report(
            own, draft.Revision ?? 1, writtenAt, draft.Grade ?? GradeText.Ungraded(agency.SourceReliability),
            handling, isUnmarked, cites, draft.Narrative, draft.Language, draft.Links ?? (IReadOnlyList<Link>)[], draft.Attachments ?? (IReadOnlyList<Attachment>)[], claims)
        {
            PublicSince = draft.PublicSince,
        };
    }

    /// <summary>A relay files nothing that is marked above its own clearance. Who files for itself may file what it may not read again.</summary>
    private static void CheckClearance(string agency, Handling handling, IReadOnlyList<Claim> claims, FilingContext context, Problems problems)
    {
        if (agency == context.Filer.Id)
            return;
        var highest = claims.Select(static claim => claim.Handling?.Tlp ?? Tlp.Clear).Append(handling.Tlp).Max();
        if (highest > context.Filer.Clearance)
        {
            problems.Add(RefusalCodes.AboveClearance, new Where("/handling"),
                $"TLP:{highest.Text()} is above your clearance, TLP:{context.Filer.Clearance.Text()}; {agency} files it itself, or through a relay that is cleared for it.");
        }
    }

    private static void CheckPublicSince(DateOnly? day, DateTimeOffset writtenAt, FilingContext context, Problems problems)
    {
        if (day is not { } since)
            return;
        var where = new Where("/publicSince");
        if (!context.MayStatePublicSince)
            problems.Add(RefusalCodes.PublicSinceNotYours, where, "Only a relay that is also an archivist says since when a report could be read in public; leave publicSince out.");
        else if (since > CalendarDay.Of(writtenAt).AddDays(1))
            problems.Add(RefusalCodes.PublicAfterWritten, where, $"The report was written on {CalendarDay.Of(writtenAt):yyyy-MM-dd}, so what it rests on was public by the day after; correct publicSince or writtenAt.");
    }

    private static void Need(in LineDraft draft, int property, Problems problems, string message)
    {
        if (!draft.Has(property))
            problems.Add(RefusalCodes.MissingProperty, new Where("").In(LineDraft.Properties[property]), message);
    }
}
