using Compounds.Agencies;
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
        var report = isRetraction ? null : Report(draft, key, agency, problems);
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
        if (!context.MayRelay)
        {
            problems.Add(RefusalCodes.AgencyNotYours, where, $"You file for {context.Filer.Id}: leave \"agency\" out. Filing for others needs a relay key.");
            return null;
        }

        var agency = context.FindAgency(named);
        if (agency is null)
            problems.Add(RefusalCodes.UnknownAgency, where, $"No agency {Quoted.Text(named)} is registered; have it registered before you relay for it.");
        return agency;
    }

    private static Retraction? Retraction(in LineDraft draft, ReportKey? key, Problems problems)
    {
        for (var property = 0; property <= LineDraft.ReasonProperty; property++)
        {
            if (draft.Has(property) && (OfRetraction & (1u << property)) == 0)
                problems.Add(RefusalCodes.MixedRetraction, new Where("").In(LineDraft.Properties[property]), "A retraction has \"retract\", \"agency\" and \"reason\" only; file a report in a line of its own.");
        }

        Need(draft, LineDraft.ReasonProperty, problems, "A retraction needs its reason: erroneous, withdrawn or handling.");
        return key is { } report && draft.Reason is { } reason ? new Retraction(report, reason) : null;
    }

    private static Report? Report(in LineDraft draft, ReportKey? key, Agency? agency, Problems problems)
    {
        Need(draft, LineDraft.ReportProperty, problems, "A report needs \"report\", its id at your agency.");
        Need(draft, LineDraft.WrittenAtProperty, problems, "A report needs \"writtenAt\", for example 2025-02-05T09:10:00+07:00.");
        Need(draft, LineDraft.ClaimsProperty, problems, "A report needs \"claims\", at least one.");
        if (draft.Has(LineDraft.ReasonProperty))
            problems.Add(RefusalCodes.MixedRetraction, new Where("/reason"), "Only a retraction has a reason; leave it out, or give \"retract\" in place of \"report\".");
        if (key is not { } own || agency is null || draft.WrittenAt is not { } writtenAt)
            return null;

        var cites = CitationReading.Resolve(draft.Cites, own, problems);
        var claims = ReportClaims.Complete(draft.Claims ?? [], writtenAt, problems);
        if (problems.Any)
            return null;

        if (draft.Grade is null)
            problems.Add(RefusalCodes.GradeDefaulted, new Where("/grade"), $"No grade is given; {agency.SourceReliability}6 holds: the letter of {agency.Id}, and credibility that cannot be judged.");
        var isUnmarked = draft.Handling is null;
        if (isUnmarked)
            problems.Add(RefusalCodes.HandlingDefaulted, new Where("/handling"), $"No handling is given; TLP:AMBER+STRICT to {own.Agency} and PAP:AMBER hold.");
        return new Report(
            own, draft.Revision ?? 1, writtenAt, draft.Grade ?? GradeText.Ungraded(agency.SourceReliability),
            draft.Handling is { } handling ? Handling.Of(handling.Tlp, handling.Pap, own.Agency, handling.Audience) : Handling.Unmarked(own.Agency),
            isUnmarked, cites, draft.Narrative, draft.Language, draft.Links ?? (IReadOnlyList<Link>)[], draft.Attachments ?? (IReadOnlyList<Attachment>)[], claims);
    }

    private static void Need(in LineDraft draft, int property, Problems problems, string message)
    {
        if (!draft.Has(property))
            problems.Add(RefusalCodes.MissingProperty, new Where("").In(LineDraft.Properties[property]), message);
    }
}
