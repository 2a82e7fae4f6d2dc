using Compounds.Claims;
using static System.FormattableString;

namespace Compounds.Exchange.Intake;

/// <summary>
/// Remarks on counts of one report that cannot all be true: a part above its whole, a list above its whole, a running total that falls.
/// </summary>
internal static class CountWarnings
{
    /// <summary>Looks the claims of a report through.</summary>
    public static void Add(ReadOnlySpan<Claim> claims, Problems problems)
    {
        for (var i = 0; i < claims.Length; i++)
        {
            if (claims[i] is not { Value: QuantityValue } claim || Rule(claim) is not { Nature: Nature.Event } rule)
                continue;
            for (var j = 0; j < claims.Length; j++)
            {
                if (i == j || claims[j].Value is not QuantityValue || !IsSameAttribute(claim, claims[j]))
                    continue;
                if (IsPartOf(claim, claims[j]) && Least(claim) > Most(claims[j]))
                    problems.Add(RefusalCodes.PartOverWhole, At(i),
                        Invariant($"{Least(claim)} is more than the {Most(claims[j])} of claim {j}, of which it is part; check both."));
                if (rule.IsRunningTotal && IsEarlierTotal(claims[j], claim) && Most(claim) < Least(claims[j]))
                    problems.Add(RefusalCodes.TotalFalls, At(i),
                        Invariant($"A total so far cannot fall: claim {j} says {Least(claims[j])} by {claims[j].On:yyyy-MM-dd}. Check both, or file a count of the day instead."));
            }

            if (claim.Scope?.Complete is not null && IsFirstOfList(claims, i))
                CheckList(claims, i, problems);
        }
    }

    private static void CheckList(ReadOnlySpan<Claim> claims, int first, Problems problems)
    {
        var sum = 0.0;
        foreach (var other in claims)
            sum += other.Value is QuantityValue && IsSameList(claims[first], other) ? Least(other) : 0;
        var whole = WholeOf(claims[first]);
        for (var j = 0; j < claims.Length; j++)
        {
            var isWhole = claims[j] is { Value: QuantityValue, Scope: null or { Split: null } } && IsAt(claims[j], whole);
            if (isWhole && IsSameAttribute(claims[first], claims[j]) && sum > Most(claims[j]))
                problems.Add(RefusalCodes.ListOverWhole, At(j),
                    Invariant($"The list by {claims[first].Scope!.Complete} comes to {sum}, more than the {Most(claims[j])} told of the whole; check both."));
        }
    }

    private static bool IsFirstOfList(ReadOnlySpan<Claim> claims, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (claims[i].Value is QuantityValue && IsSameList(claims[index], claims[i]))
                return false;
        }

        return true;
    }

    private static bool IsSameList(Claim one, Claim other) =>
        IsSameAttribute(one, other) && one.Scope?.Complete is { } list && other.Scope?.Complete == list &&
        one.Scope.Split == other.Scope.Split && WholeOf(one) == WholeOf(other);

    /// <summary>The count that a list breaks down: without the axis of the list, or without any part when the list mixes axes.</summary>
    private static Slot WholeOf(Claim claim)
    {
        var scope = claim.Scope!;
        var isMixed = scope.Complete == scope.Split;
        return SlotOf(claim) with { Of = isMixed || scope.Of is not { } cell ? null : Cell(cell.Parts().Where(part => part.Axis != scope.Complete)) };
    }

    private static PeopleCell? Cell(IEnumerable<(string Axis, string Value)> parts) =>
        PeopleCell.Of(parts) is { Text.Length: > 0 } cell ? cell : null;

    private static bool IsPartOf(Claim part, Claim whole)
    {
        if (part.Scope is not { } scope)
            return false;
        var own = SlotOf(part);
        if (scope.Within is { } within &&
            IsAt(whole, new Slot(within.Dimension ?? own.Dimension, within.Of, within.From, within.On ?? own.On, within.Occasion)))
            return true;
        if (scope.In is { } stage && IsAt(whole, own with { Dimension = stage }))
            return true;
        return scope.Of is { } cell && IsAt(whole, own with { Of = whole.Scope?.Of }) && Holds(whole.Scope?.Of, cell);
    }

    /// <summary>Whether the first cell is the second without one of its axes or more.</summary>
    private static bool Holds(PeopleCell? whole, PeopleCell part)
    {
        if (whole is not { } outer)
            return true;
        var parts = part.Parts().ToList();
        var outerParts = outer.Parts().ToList();
        return outerParts.Count < parts.Count && outerParts.TrueForAll(parts.Contains);
    }

    private static bool IsEarlierTotal(Claim earlier, Claim later) =>
        earlier.On < later.On && IsAt(earlier, SlotOf(later) with { On = earlier.On });

    private static bool IsAt(Claim claim, Slot slot) => SlotOf(claim) == slot;

    private static Slot SlotOf(Claim claim) => new(
        claim.Dimension, claim.Scope?.Of, claim.Validity?.From is { } from ? CalendarDay.Of(from.At, claim.Validity.ZoneMinutes) : null,
        claim.On, claim.Validity?.Occasion);

    private static bool IsSameAttribute(Claim one, Claim other) =>
        one.Attribute == other.Attribute && one.Subject == other.Subject && one.Party == other.Party;

    private static AttributeRule? Rule(Claim claim) => AttributeCatalogue.Current.Find(claim.Subject.Kind, claim.Attribute);

    private static double Least(Claim claim) =>
        claim.Value is QuantityValue { Form: not QuantityForm.AtMost } quantity ? quantity.CanonicalLow() : 0;

    private static double Most(Claim claim) =>
        claim.Value is QuantityValue { Form: not QuantityForm.AtLeast } quantity ? quantity.CanonicalHigh() : double.PositiveInfinity;

    private static Where At(int index) => new("/claims", index, "/value");

    /// <summary>Where a count of one attribute of one subject stands.</summary>
    private readonly record struct Slot(string? Dimension, PeopleCell? Of, DateOnly? From, DateOnly? On, string? Occasion);
}
