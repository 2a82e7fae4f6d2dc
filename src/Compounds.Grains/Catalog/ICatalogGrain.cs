using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Subjects;
using Orleans.Concurrency;

namespace Compounds.Grains.Catalog;

/// <summary>One shard of the cards: for lists, map, search and live push. Rebuilt from the ledger when it starts; see <see cref="CatalogShard"/>.</summary>
[Alias("grain/catalog")]
public interface ICatalogGrain : IGrainWithStringKey
{
    /// <summary>A subject has changed since its card was last read. Once answered, every later question finds the change.</summary>
    [Alias("touch"), AlwaysInterleave]
    Task TouchAsync(SubjectId subject, CancellationToken cancellationToken = default);

    /// <summary>Says where subjects stand in the ledger: a change whose touch was lost is heard of now.</summary>
    [Alias("compare"), AlwaysInterleave]
    Task CompareAsync(IReadOnlyList<SubjectHead> heads, CancellationToken cancellationToken = default);

    /// <summary>The cards of this shard that a reader may see and that pass the filter, in the order asked for.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="query">Filter, order and the place to go on from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("query"), AlwaysInterleave]
    Task<IReadOnlyList<Card>> QueryAsync(Reader reader, CatalogQuery query, CancellationToken cancellationToken = default);

    /// <summary>The cards of this shard that changed for a reader, as soon as there are any or after a while without.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="after">The position that the last answer gave; <see cref="CatalogPosition.Start"/> to start at the present.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("changes"), AlwaysInterleave]
    Task<CatalogChanges> ChangesAsync(Reader reader, CatalogPosition after, CancellationToken cancellationToken = default);
}

/// <summary>Where a subject stands in the ledger.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Version">The version of the last fact of its stream.</param>
[GenerateSerializer, Immutable, Alias("value/subject-head")]
public readonly record struct SubjectHead([property: Id(0)] SubjectId Subject, [property: Id(1)] long Version);

/// <summary>A position in the changes of one activation of a shard.</summary>
/// <param name="Epoch">Which activation counted it.</param>
/// <param name="Number">The number of the last change seen.</param>
[GenerateSerializer, Immutable, Alias("value/catalog-position")]
public readonly record struct CatalogPosition([Id(0)] long Epoch, [Id(1)] long Number)
{
    /// <summary>Before any answer.</summary>
    public static CatalogPosition Start { get; }
}

/// <summary>Changed cards, oldest change first.</summary>
/// <param name="Position">Where to go on.</param>
/// <param name="Cards">The cards as they are now.</param>
/// <param name="IsContinuous">False when the shard restarted since the position was given, so that changes may be missing before these.</param>
[GenerateSerializer, Immutable, Alias("value/catalog-changes")]
public sealed record CatalogChanges([Id(0)] CatalogPosition Position, [Id(1)] IReadOnlyList<Card> Cards, [Id(2)] bool IsContinuous);
