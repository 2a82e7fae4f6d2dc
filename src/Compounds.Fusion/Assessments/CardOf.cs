using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>Draws the card of a state: the few assessments that a list, a map or a live push shows.</summary>
internal static class CardOf
{
    private const double LikelierThanNot = 0.5;
    private const int MaxLinks = 40;

    private static readonly Dictionary<SubjectKind, string[]> s_headlines = new()
    {
        [SubjectKind.Compound] = ["headcount", "captives", "load", "buildings"],
        [SubjectKind.Operator] = ["strength"],
        [SubjectKind.Crossing] = ["dailyCapacity", "shelterCapacity"],
        [SubjectKind.Infrastructure] = ["capacity", "population", "load"],
    };

    private static readonly Dictionary<SubjectKind, string?> s_types = new()
    {
        [SubjectKind.Compound] = null,
        [SubjectKind.Operator] = "operatorType",
        [SubjectKind.Crossing] = "crossingType",
        [SubjectKind.Infrastructure] = "category",
    };

    private static readonly Dictionary<SubjectKind, AttributeRule[]> s_links = SubjectKinds.All.ToDictionary(
        static kind => kind, static kind => AttributeCatalogue.Current.Of(kind).Where(static rule => rule.Form is ValueForm.Entity).ToArray());

    public static Card State(VisibleState state, long hour, bool isCoarse)
    {
        var kind = state.Subject.Kind();
        var status = state.Assess("status", hour, isCoarse);
        var location = state.Assess("location", hour, isCoarse);
        var type = s_types[kind] is { } attribute ? state.Assess(attribute, hour, isCoarse) : null;
        var headlines = s_headlines[kind].Select(name => state.Assess(name, hour, isCoarse)).OfType<Assessment>().Where(static each => each.Quantity is not null).ToArray();
        var name = state.Name();
        return new Card(
            state.Subject, kind, name,
            [.. (state.Assess("alias", hour, isCoarse)?.Values ?? []).Where(value => value.Score > 0 && value.Value != name).Select(static value => value.Value)],
            Leading(state.Assess("country", hour, isCoarse))?.Value, Leading(state.Assess("province", hour, isCoarse))?.Value,
            location?.Place, Leading(status), Leading(type),
            [.. headlines.Select(static each => new Headline(each.Attribute, each.Label, each.Quantity!, each.Basis.Tier, each.Conflict.IsFlagged, each.LastReported))],
            status?.Basis.Tier ?? 0,
            headlines.Append(status).Append(location).Append(type).Count(static assessment => assessment?.Conflict.IsFlagged == true),
            state.Has("alias") || state.Has("location") || type is not null,
            state.Reports, state.HighestTlp, state.ChangedAt!.Value,
            [.. s_links[kind].SelectMany(rule => state.AssessEach(rule, hour)).SelectMany(static each => each.Values
                .Where(static value => value.Probability >= LikelierThanNot)
                .Select(value => new SubjectLink(each.Attribute, each.Slot.Dimension, SubjectId.Parse(value.Value), value.Probability))).Take(MaxLinks)],
            status?.LastReported, state.Changes);
    }

    private static ValueBelief? Leading(Assessment? assessment) => assessment is { Values: [var first, ..] } ? first : null;
}
