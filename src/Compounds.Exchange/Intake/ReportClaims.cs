using Compounds.Claims;
using Compounds.Readers;

namespace Compounds.Exchange.Intake;

/// <summary>Finishes the claims of a report once it is known when it was written.</summary>
internal static class ReportClaims
{
    /// <summary>The claims, equal ones once, numbered from 0 without gaps.</summary>
    /// <param name="given">The claims by their position; null where a problem was told.</param>
    /// <param name="writtenAt">When the report was written: the default of each claim's time.</param>
    /// <param name="handling">The report's handling, which a claim may only close further.</param>
    /// <param name="filedBy">The agency of the report.</param>
    /// <param name="problems">Where to tell.</param>
    public static Claim[] Complete(List<ReadClaim?> given, DateTimeOffset writtenAt, Handling handling, string filedBy, Problems problems)
    {
        var kept = new Claim[given.Count];
        var count = 0;
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i] is not var (claim, own))
                continue;
            if (claim.ObservedAt == default)
                claim = claim with { ObservedAt = writtenAt };
            else if (claim.ObservedAt > writtenAt + ReportLimits.Ahead)
                problems.Add(RefusalCodes.ObservedAfterWritten, new Where("/claims", i, "/observedAt"), "This is more than 24 hours after the report was written; check both times.");
            if (ClaimHandling.Join(own, handling, filedBy, problems, new Where("/claims", i, "/handling")) is { } closed)
                claim = claim with { Handling = closed };

            var equal = IndexOfEqual(kept.AsSpan(0, count), claim);
            if (equal >= 0)
                problems.Add(RefusalCodes.DuplicateClaim, new Where("/claims", i), $"This claim says the same as claim {kept[equal].Ordinal} of this report; one is kept.");
            else
                kept[count++] = claim;
        }

        Array.Resize(ref kept, count);
        for (var i = 0; i < count; i++)
        {
            if (kept[i].Ordinal != i)
                kept[i] = kept[i] with { Ordinal = i };
        }

        CountWarnings.Add(kept, problems);
        return kept;
    }

    private static int IndexOfEqual(ReadOnlySpan<Claim> claims, Claim claim)
    {
        for (var i = 0; i < claims.Length; i++)
        {
            // Most claims differ in attribute or time: comparing these first keeps 200 claims cheap.
            var other = claims[i];
            if (other.Attribute == claim.Attribute && other.ObservedAt == claim.ObservedAt && other == claim with { Ordinal = other.Ordinal })
                return i;
        }

        return -1;
    }
}
