using System.Buffers;
using System.Text.Json;
using Orleans.Storage;

namespace Compounds.Grains.States;

/// <summary>The stored form: a line of JSON that says what follows, then the body as it is.</summary>
internal sealed class KeptStateSerializer : IGrainStorageSerializer
{
    private const byte EndOfLine = (byte)'\n';

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input)
    {
        if (input is not KeptState state)
            throw new NotSupportedException($"Grain storage keeps {nameof(KeptState)} and nothing else; {typeof(T).Name} has no stored form.");
        var stored = new ArrayBufferWriter<byte>(state.Body.Length + 200);
        stored.Write(JsonSerializer.SerializeToUtf8Bytes(new Heading(state.Format, state.Version, state.Link.ToArray()), StoredJson.Options));
        stored.Write([EndOfLine]);
        stored.Write(state.Body.Span);
        return BinaryData.FromBytes(stored.WrittenMemory);
    }

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input)
    {
        if (Read(input.ToMemory()) is T state)
            return state;
        throw new NotSupportedException($"Grain storage keeps {nameof(KeptState)} and nothing else; {typeof(T).Name} has no stored form.");
    }

    /// <summary>Bytes that are not of this form are a state of no format, which its owner knows not to use.</summary>
    private static KeptState Read(ReadOnlyMemory<byte> stored)
    {
        var end = stored.Span.IndexOf(EndOfLine);
        try
        {
            return end >= 0 && JsonSerializer.Deserialize<Heading>(stored.Span[..end], StoredJson.Options) is { Format: { } format } heading
                ? new KeptState { Format = format, Version = heading.Version, Link = heading.Link ?? [], Body = stored[(end + 1)..] }
                : new KeptState();
        }
        catch (JsonException)
        {
            return new KeptState();
        }
    }

    private sealed record Heading(string? Format, long Version, byte[]? Link);
}
