using System.Text;

namespace Compounds.Claims;

/// <summary>The words for when a claim holds and how its count relates to other counts, after the value of its sentence.</summary>
internal static class ClaimCircumstances
{
    /// <summary>Appends them.</summary>
    public static void Append(StringBuilder sentence, Claim claim)
    {
        if (claim.Scope?.Of is { } part)
            sentence.Append(", of whom ").AppendJoin(" and ", part.Parts().Select(static axis => $"{CodeWords.Of(axis.Axis)} {CodeWords.Of(axis.Value)}"));
        AppendTimes(sentence, claim);
        if (claim.Validity?.Occasion is { } occasion)
            sentence.Append(" (").Append(CodeWords.Of(occasion)).Append(')');
        if (claim.Validity is { IsNever: true })
            sentence.Append(", and never so");
        if (claim.Scope is { } scope)
            AppendScope(sentence, scope);
        if (claim.Said is { } said)
            sentence.Append("; the source says “").Append(said).Append('”');
    }

    private static void AppendTimes(StringBuilder sentence, Claim claim)
    {
        var zone = claim.Validity?.ZoneMinutes;
        var from = claim.Validity?.From is { } since ? ValueWords.Of(CalendarDay.Of(since.At, zone)) : null;
        if (claim.On is { } day)
            sentence.Append(from is null ? ", on " : $", from {from} to ").Append(ValueWords.Of(day));
        else if (from is not null)
            sentence.Append(", from ").Append(from);
        if (claim.Validity?.Until is { } until)
            sentence.Append(", until ").Append(ValueWords.Of(CalendarDay.Of(until.At, zone)));
    }

    private static void AppendScope(StringBuilder sentence, CountScope scope)
    {
        if (scope.In is { } stage)
            sentence.Append(", among those counted as ").Append(CodeWords.Of(stage));
        if (scope.Within is { } within)
            sentence.Append(", part of the count").Append(within.Dimension is { } dimension ? $" of {CodeWords.Of(dimension)}" : "")
                .Append(within.On is { } on ? $" of {ValueWords.Of(on)}" : "");
        else if (scope.IsPart)
            sentence.Append(", part of another count");
        if (scope.Complete is not null)
            sentence.Append(", in a list that claims to be complete");
    }
}
