using System.Globalization;
using Compounds.Ledger;
using Orleans.Storage;

namespace Compounds.Grains.States;

/// <summary>Grain storage in the ledger's own file: the embedded profile's, through the one writer that the facts go through.</summary>
/// <param name="name">The name of the storage, the beginning of all its keys.</param>
/// <param name="states">The states of the file.</param>
internal sealed class SqliteGrainStorage(string name, SqliteStates states) : IGrainStorage
{
    private static readonly KeptStateSerializer s_serializer = new();

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = states.Read(KeyOf(stateName, grainId));
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored is null ? null : TextOf(stored.Tag);
        grainState.State = stored is null ? Activator.CreateInstance<T>() : s_serializer.Deserialize<T>(BinaryData.FromBytes(stored.Body));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var body = s_serializer.Serialize(grainState.State).ToMemory();
        var tag = await states.TryWriteAsync(KeyOf(stateName, grainId), TagOf(grainState.ETag), body) ?? throw Changed(stateName, grainId, grainState.ETag);
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
