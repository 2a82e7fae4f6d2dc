using Compounds.Claims;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Reports;

/// <summary>
/// Fills the names in a report with the subjects they meant when it was filed. The answer is stored beside the report and never asked
/// again, so that a name that later comes to mean another subject does not move old claims.
/// </summary>
public static class ReferenceResolution
{
    /// <summary>
    /// The references of a report that have no id yet, in a fixed order: for each claim its subject, its party, its value. Each stands with the
    /// handling of its claim, under which a new name is registered.
    /// </summary>
    public static IEnumerable<(SubjectReference Reference, Handling Handling)> Unresolved(Report report)
    {
        foreach (var claim in report.Claims)
        {
            var handling = claim.Handling ?? report.Handling;
            if (claim.Subject.Id is null)
                yield return (claim.Subject, handling);
            if (claim.Party is { Id: null } party)
                yield return (party, handling);
            if (claim.Value is EntityValue { Subject: { Id: null } entity })
                yield return (entity, handling);
        }
    }

    /// <summary>The report with its unresolved references filled from <paramref name="ids"/>, in the order of <see cref="Unresolved"/>.</summary>
    /// <exception cref="ArgumentException">There are fewer ids than unresolved references.</exception>
    public static Report Resolve(Report report, IReadOnlyList<SubjectId> ids)
    {
        if (ids.Count == 0)
            return report;
        var next = 0;
        var claims = new Claim[report.Claims.Count];
        for (var i = 0; i < claims.Length; i++)
        {
            var claim = report.Claims[i];
            claims[i] = IsResolved(claim) ? claim : claim with
            {
                Subject = Fill(claim.Subject),
                Party = claim.Party is null ? null : Fill(claim.Party),
                Value = claim.Value is EntityValue entity ? new EntityValue(Fill(entity.Subject)) : claim.Value,
            };
        }

        return report with { Claims = claims };

        SubjectReference Fill(SubjectReference reference) => reference.Id is not null ? reference
            : next < ids.Count ? reference with { Id = ids[next++] }
            : throw new ArgumentException($"Report {report.Key} has more unresolved references than ids.", nameof(ids));
    }

    private static bool IsResolved(Claim claim) =>
        claim.Subject.Id is not null && claim.Party is not { Id: null } && claim.Value is not EntityValue { Subject.Id: null };
}
