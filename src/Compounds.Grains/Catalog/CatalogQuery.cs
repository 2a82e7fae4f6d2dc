using Compounds.Assessments;
using Compounds.Subjects;
using Compounds.Subjects.Sounds;

namespace Compounds.Grains.Catalog;

/// <summary>How a list is ordered.</summary>
public enum CatalogOrder
{
    /// <summary>By name, in matching form.</summary>
    Name,

    /// <summary>Newest change first.</summary>
    Changed,

    /// <summary>Most probable status first.</summary>
    Probability,

    /// <summary>Greatest first headline number first.</summary>
    Headline,
}

/// <summary>A filter over cards, an order, and where to go on.</summary>
/// <param name="Kind">Only this kind, or null for all.</param>
/// <param name="Text">Only names that contain this, in matching form, or sound like it in another script; or null.</param>
/// <param name="Box">Only places in this box, or null.</param>
/// <param name="Status">Only this last reported status, or null.</param>
/// <param name="Country">Only this country, or null.</param>
/// <param name="MinProbability">Only a status at least this likely, 0 to 1.</param>
/// <param name="ChangedSince">Only changes after this time, or null.</param>
/// <param name="LinkedTo">Only cards with a tie to this subject, or null.</param>
/// <param name="Order">The order.</param>
/// <param name="After">The sort key and id of the last card of the page before, or null for the first page.</param>
/// <param name="Limit">The most cards wanted.</param>
/// <param name="Question">The two times.</param>
[GenerateSerializer, Immutable, Alias("value/catalog-query")]
public sealed record CatalogQuery(
    [Id(0)] SubjectKind? Kind, [Id(1)] string? Text, [Id(2)] Box? Box, [Id(3)] string? Status,
    [Id(4)] string? Country, [Id(5)] double MinProbability, [Id(6)] DateTimeOffset? ChangedSince,
    [Id(7)] SubjectId? LinkedTo, [Id(8)] CatalogOrder Order, [Id(9)] CatalogKey? After, [Id(10)] int Limit,
    [Id(11)] SubjectQuestion Question)
{
    /// <summary>Everything, by name.</summary>
    public static CatalogQuery All { get; } = new(null, null, null, null, null, 0, null, null, CatalogOrder.Name, null, int.MaxValue, SubjectQuestion.Now);

    /// <summary>Whether a card passes the filter, the place to go on aside.</summary>
    /// <param name="card">The card.</param>
    /// <param name="names">Its names, ready to be searched.</param>
    /// <param name="typed"><see cref="Text"/>, read once for all cards; null when there is none.</param>
    public bool Passes(Card card, CardNames names, SoundedName? typed) =>
        (Kind is null || card.Kind == Kind)
        && (Status is null || card.Status?.Value == Status)
        && (Country is null || card.Country == Country)
        && (MinProbability <= 0 || (card.Status?.Probability ?? 0) >= MinProbability)
        && (ChangedSince is null || card.ChangedAt > ChangedSince)
        && (Box is null || (card.Location is { } place && Box.Contains(place)))
        && (LinkedTo is null || card.Links.Any(link => link.Target == LinkedTo))
        && (typed is null || names.Keys.Contain(typed));
}

/// <summary>The names of a card, made ready when somebody searches: to read how they sound costs more than all else a shelf does.</summary>
public sealed class CardNames(Card card)
{
    private NameKeys? _keys;

    /// <summary>The names in the forms in which they are searched.</summary>
    public NameKeys Keys => _keys ??= NameKeys.Of(card.OtherNames.Prepend(card.Name));
}

/// <summary>A box on the map, in degrees; it does not cross the 180th meridian.</summary>
[GenerateSerializer, Immutable, Alias("value/box")]
public sealed record Box([Id(0)] double West, [Id(1)] double South, [Id(2)] double East, [Id(3)] double North)
{
    /// <summary>Whether a place lies in it.</summary>
    public bool Contains(PlaceBelief place) => place.Longitude >= West && place.Longitude <= East && place.Latitude >= South && place.Latitude <= North;
}

/// <summary>Where a card stands in an order: the sort key, then the id. Cursors carry it, so a page needs no memory on the server.</summary>
/// <param name="Key">The sort key; ordinal order is the order of the list.</param>
/// <param name="Id">The subject.</param>
[GenerateSerializer, Immutable, Alias("value/catalog-key")]
public sealed record CatalogKey([Id(0)] string Key, [Id(1)] SubjectId Id) : IComparable<CatalogKey>
{
    /// <summary>The key of a card in an order.</summary>
    public static CatalogKey Of(Card card, CatalogOrder order) => new(
        order switch
        {
            CatalogOrder.Name => SubjectName.Normalise(card.Name),
            CatalogOrder.Changed => Descending(card.ChangedAt.UtcTicks),
            CatalogOrder.Probability => Descending((long)((card.Status?.Probability ?? 0) * 1e12)),
            CatalogOrder.Headline => Descending((long)((card.Headline is [{ Quantity.Estimate: { } range }, ..] ? range.P50 : 0) * 1e3)),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Not an order."),
        },
        card.Id);

    /// <inheritdoc/>
    public int CompareTo(CatalogKey? other)
    {
        var byKey = string.CompareOrdinal(Key, other?.Key);
        return byKey != 0 ? byKey : Id.CompareTo(other?.Id ?? default);
    }

    /// <summary>Orders keys.</summary>
    public static bool operator <(CatalogKey left, CatalogKey right) => left.CompareTo(right) < 0;

    /// <summary>Orders keys.</summary>
    public static bool operator >(CatalogKey left, CatalogKey right) => left.CompareTo(right) > 0;

    /// <summary>Orders keys.</summary>
    public static bool operator <=(CatalogKey left, CatalogKey right) => left.CompareTo(right) <= 0;

    /// <summary>Orders keys.</summary>
    public static bool operator >=(CatalogKey left, CatalogKey right) => left.CompareTo(right) >= 0;

    private static string Descending(long value) => (long.MaxValue - value).ToString("D19", System.Globalization.CultureInfo.InvariantCulture);
}
