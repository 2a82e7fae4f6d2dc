using System.IO.Compression;
using Compounds.Assessments;
using Compounds.Grains.States;
using Compounds.Readers;
using Compounds.Subjects;
using Microsoft.Extensions.Logging;
using Orleans.Core;
using Orleans.Serialization;
using Orleans.Storage;

namespace Compounds.Grains.Catalog;

/// <summary>
/// Shelves in grain storage, so that a shard that begins again reads cards instead of every fact of every subject. A kept card counts only
/// while its subject stands at the version from which the card was read, and only to the build that computed it.
/// </summary>
/// <param name="context">The shard.</param>
/// <param name="storage">Where they are kept.</param>
/// <param name="serializer">Writes cards.</param>
/// <param name="logger">Where failures are told: a shelf can do without.</param>
internal sealed partial class KeptShelves(IGrainContext context, IGrainStorage storage, Serializer<KeptCard[]> serializer, ILogger logger)
{
    /// <summary>A card is what the code makes of facts: other code may make something else of the same facts.</summary>
    private static readonly string s_format = string.Join('/', ["cards/1", .. new[] { typeof(Card), typeof(SubjectId), typeof(KeptShelves) }
        .Select(static type => type.Module.ModuleVersionId.ToString("n"))]);

    private readonly Dictionary<Reader, Shortcut> _kept = [];

    /// <summary>Reads the cards of a reader, as they were when they were kept.</summary>
    /// <returns>No cards when none are kept that this build can use.</returns>
    public async Task<IReadOnlyList<KeptCard>> ReadAsync(Reader reader)
    {
        try
        {
            // The names are part of what is stored.
            var state = new StateStorageBridge<KeptState>($"cards-{reader.Agency}-{reader.Clearance.Text()}", context, storage);
            await state.ReadStateAsync();
            var shortcut = _kept[reader] = new Shortcut(state, s_format);
            return shortcut.Kept is { } kept ? Unpack(kept.Body) : [];
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotRead(failure, context.GrainId);
            return [];
        }
    }

    /// <summary>Keeps the cards of a reader in place of those kept before.</summary>
    public async Task KeepAsync(Reader reader, KeptCard[] cards)
    {
        if (!_kept.TryGetValue(reader, out var shortcut))
            return;
        try
        {
            await shortcut.KeepAsync(cards.Sum(static card => card.Version), default, Pack(cards));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotKept(failure, context.GrainId);
        }
    }

    private byte[] Pack(KeptCard[] cards)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            serializer.Serialize(cards, zip);
        return packed.ToArray();
    }

    private KeptCard[] Unpack(ReadOnlyMemory<byte> body)
    {
        using var cards = new MemoryStream();
        using (var zip = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress))
            zip.CopyTo(cards);
        return serializer.Deserialize(cards.GetBuffer().AsMemory(0, (int)cards.Length)) ?? [];
    }

    [LoggerMessage(1, LogLevel.Warning, "The cards kept by {Shard} could not be read; they are computed from the ledger instead")]
    private partial void LogNotRead(Exception failure, GrainId shard);

    [LoggerMessage(2, LogLevel.Warning, "{Shard} could not keep its cards; it tries again when more of them changed")]
    private partial void LogNotKept(Exception failure, GrainId shard);
}

/// <summary>A card as a shelf keeps it.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Version">The version of the subject's stream that it rests on.</param>
/// <param name="Hour">The hour for which it was computed.</param>
/// <param name="Card">The card; null when the reader may see nothing of the subject.</param>
[GenerateSerializer, Immutable, Alias("state/kept-card")]
internal readonly record struct KeptCard(
    [property: Id(0)] SubjectId Subject, [property: Id(1)] long Version, [property: Id(2)] long Hour, [property: Id(3)] Card? Card);
