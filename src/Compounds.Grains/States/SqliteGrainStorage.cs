using System.Globalization;
using Compounds.Ledger;
using Orleans.Storage;

namespace Compounds.Grains.States;

/// <summary>Grain storage in the ledger's own file: the embedded profile's, through the one writer that the facts go through.</summary>
/// <param name="name">The name of the storage, the beginning of all its keys.</param>
/// <param name="states">The states of the file.</param>
/// <param name="seal">
/// Seals what is written; what somebody else put there is as good as nothing. Null where states are not sealed.
/// </param>
internal sealed class SqliteGrainStorage(string name, SqliteStates states, StateSeal? seal = null) : IGrainStorage
{
    private static readonly KeptStateSerializer s_serializer = new();

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = KeyOf(stateName, grainId);
        var stored = states.Read(key);
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored is null ? null : TextOf(stored.Tag);
        grainState.State = stored is null ? Activator.CreateInstance<T>() : s_serializer.Deserialize<T>(BinaryData.FromBytes(seal is null ? stored.Body : seal.Open(key, stored.Body) ?? default));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (key, body) = (KeyOf(stateName, grainId), s_serializer.Serialize(grainState.State).ToMemory());
        var tag = await states.TryWriteAsync(key, TagOf(grainState.ETag), seal is null ? body : seal.Seal(key, body.Span)) ?? throw Changed(stateName, grainId, grainState.ETag);
        (grainState.ETag, grainState.RecordExists) = (TextOf(tag), true);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (TagOf(grainState.ETag) is { } tag && !await states.TryRemoveAsync(KeyOf(stateName, grainId), tag))
            throw Changed(stateName, grainId, grainState.ETag);
        (grainState.ETag, grainState.RecordExists, grainState.State) = (null, false, Activator.CreateInstance<T>());
    }

    private string KeyOf(string stateName, GrainId grainId) => $"{name}/{stateName}/{grainId}";

    private static string TextOf(long tag) => tag.ToString(CultureInfo.InvariantCulture);

    private static long? TagOf(string? etag) => etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);

    private static InconsistentStateException Changed(string stateName, GrainId grainId, string? etag) =>
        new($"The state {stateName} of {grainId} was written by another activation since it was read.", "another", etag ?? "none");
}
