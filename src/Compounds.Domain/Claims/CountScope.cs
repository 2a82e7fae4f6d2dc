namespace Compounds.Claims;

/// <summary>How a count of people relates to other counts.</summary>
/// <param name="Of">The part of the group that was counted; null for all of it.</param>
/// <param name="In">The stage inside whose count these people stand, for example <c>charged</c> for <c>fined</c>; null when not told.</param>
/// <param name="Apart">A word that outcomes of one report share when no person is in two of them; null when not told.</param>
/// <param name="Split">A word that the parts of one list over mixed axes share; null when they are no such list.</param>
/// <param name="Complete">The axis, or the word of the split, whose list claims to be whole; null when not told.</param>
/// <param name="IsPart">Whether the count is part of another one and is added to nothing.</param>
/// <param name="Within">The count of the same subject that this one is part of; null when not told.</param>
[GenerateSerializer, Immutable, Alias("value/count-scope")]
public sealed record CountScope(
    [Id(0)] PeopleCell? Of, [Id(1)] string? In, [Id(2)] string? Apart, [Id(3)] string? Split, [Id(4)] string? Complete, [Id(5)] bool IsPart,
    [Id(6)] CountReference? Within)
{
    /// <summary>Nothing told.</summary>
    public static CountScope None { get; } = new(null, null, null, null, null, false, null);
}

/// <summary>Names another count of the same subject and attribute.</summary>
/// <param name="Dimension">Its dimension; null when that of the claim holds.</param>
/// <param name="Of">The part of the group it is about; null for all of it.</param>
/// <param name="From">The first day of its period; null when it has none.</param>
/// <param name="On">Its day, or last day; null when that of the claim holds.</param>
/// <param name="Occasion">Its occasion, or null.</param>
[GenerateSerializer, Immutable, Alias("value/count-reference")]
public sealed record CountReference(
    [Id(0)] string? Dimension, [Id(1)] PeopleCell? Of, [Id(2)] DateOnly? From, [Id(3)] DateOnly? On, [Id(4)] string? Occasion);
