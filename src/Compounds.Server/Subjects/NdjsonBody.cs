using System.Text.Json;

namespace Compounds.Server.Subjects;

/// <summary>Writes a sequence as JSON, a line each, as it comes.</summary>
internal static class NdjsonBody
{
    private static readonly byte[] s_lineEnd = "\n"u8.ToArray();

    public static async Task WriteAsync<T>(Stream body, IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(body, item, ApiJson.Options, cancellationToken);
            await body.WriteAsync(s_lineEnd, cancellationToken);
        }
    }
}
