using Compounds.Claims;

namespace Compounds.Exchange.Intake;

/// <summary>Checks how a count says that it relates to other counts.</summary>
internal static class ScopeRules
{
    /// <summary>The scope as it is kept; null when nothing is told.</summary>
    /// <param name="draft">The claim as read.</param>
    /// <param name="rule">The rule of its attribute.</param>
    /// <param name="claim">Its slot: dimension, day and validity.</param>
    /// <param name="problems">Where to tell.</param>
    /// <param name="where">The claim.</param>
    public static CountScope? Check(
        in ClaimDraft draft, AttributeRule rule, (string? Dimension, DateOnly? On, Validity? Validity) claim, Problems problems, in Where where)
    {
        if (draft.Scope is not { } scope)
            return null;
        if (rule.Axes is null)
        {
            for (var property = ClaimDraft.OfProperty; property <= ClaimDraft.CompleteProperty; property++)
                Refuse(draft, property, problems, where, $"{rule.Name} counts no groups of people and is not broken down; leave it out.");
        }
        else
        {
            CheckCell(scope.Of, rule, problems, where.At("/of"));
            CheckInside(scope.In, claim.Dimension, rule, problems, where.At("/in"));
            CheckComplete(scope, rule, problems, where.At("/complete"));
        }

        if (rule.Nature != Nature.Event)
        {
            Refuse(draft, ClaimDraft.PartProperty, problems, where,
                $"{rule.Name} counts no event and is part of no other count; leave it out.");
            Refuse(draft, ClaimDraft.WithinProperty, problems, where,
                $"{rule.Name} counts no event and is part of no other count; leave it out.");
        }
        else if (scope.Within is { } within)
        {
            scope = scope with { Within = Within(within, scope, rule, claim, problems, where.At("/within")) };
        }

        return scope == CountScope.None ? null : scope;
    }

    private static void CheckCell(PeopleCell? cell, AttributeRule rule, Problems problems, in Where where)
    {
        if (cell is { } told && told.Parts().Any(part => part.Axis == rule.DimensionOf))
            problems.Add(RefusalCodes.MisplacedProperty, where,
                $"{rule.DimensionOf} is the dimension of {rule.Name}; leave it out of the breakdown.");
    }

    private static void CheckInside(string? stage, string? dimension, AttributeRule rule, Problems problems, in Where where)
    {
        if (stage is null)
            return;
        if (rule.Dimensions is not { } stages || PeopleAxes.Find(rule.DimensionOf!) is not null)
            problems.Add(RefusalCodes.MisplacedProperty, where,
                $"{rule.Name} does not count by stage; leave in out, or name the whole in within.");
        else if (!stages.Contains(stage))
            problems.Add(RefusalCodes.UnknownDimension, where, ClaimRules.UnknownDimension(stage, rule));
        else if (stage == dimension)
            problems.Add(RefusalCodes.RefersToItself, where, "This is the stage of the claim itself; name the stage around it.");
    }

    private static void CheckComplete(CountScope scope, AttributeRule rule, Problems problems, in Where where)
    {
        if (scope.Complete is not { } list || list == scope.Split || list == rule.DimensionOf || (scope.Of is { } cell &&
            cell.Parts().Any(part => part.Axis == list)))
            return;
        problems.Add(RefusalCodes.BadComplete, where,
            $"{Quoted.Text(list)} is neither an axis of this claim's of nor its split; name the list that claims to be whole.");
    }

    private static CountReference? Within(
        CountReference given, CountScope scope, AttributeRule rule, (string? Dimension, DateOnly? On, Validity? Validity) claim, Problems problems, in Where where)
    {
        if (given.Dimension is { } dimension)
        {
            if (rule.DimensionOf is null)
                problems.Add(RefusalCodes.MisplacedProperty, where.In("dimension"), $"{rule.Name} has no dimension; leave it out.");
            else if (rule.Dimensions is { } listed && !listed.Contains(dimension))
                problems.Add(RefusalCodes.UnknownDimension, where.In("dimension"), ClaimRules.UnknownDimension(dimension, rule));
        }

        if (given.Of is not null && rule.Axes is null)
            problems.Add(RefusalCodes.MisplacedProperty, where.In("of"),
                $"{rule.Name} counts no groups of people and is not broken down; leave it out.");
        else
            CheckCell(given.Of, rule, problems, where.In("of"));
        var on = given.On ?? claim.On;
        if (given.From is { } from && on is { } day && from >= day)
        {
            if (from > day)
                problems.Add(RefusalCodes.FromAfterOn, where.In("from"),
                    $"from is the first day of the period and on its last, {day:yyyy-MM-dd}; exchange or correct them.");
            else if (!rule.IsRunningTotal)
                given = given with { From = null };
        }

        var own = claim.Validity;
        DateOnly? ownFrom = own?.From is { } start ? CalendarDay.Of(start.At, own.ZoneMinutes) : null;
        if ((given.Dimension ?? claim.Dimension) == claim.Dimension && given.Of == scope.Of && on == claim.On && given.From == ownFrom &&
            given.Occasion == own?.Occasion)
            problems.Add(RefusalCodes.RefersToItself, where, "This is the count itself; name the count around it by what differs.");
        return given;
    }

    private static void Refuse(in ClaimDraft draft, int property, Problems problems, in Where where, string message)
    {
        if (draft.Has(property))
            problems.Add(RefusalCodes.MisplacedProperty, where.In(ClaimDraft.Properties[property]), message);
    }
}
