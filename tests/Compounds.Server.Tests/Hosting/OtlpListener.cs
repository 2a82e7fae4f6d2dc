using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compounds.Server.Tests.Hosting;

/// <summary>A collector on loopback that takes OTLP over HTTP and keeps what it was sent.</summary>
internal sealed class OtlpListener : IAsyncDisposable
{
    /// <summary>From a request to the name of a metric: resource, scope, metric, name.</summary>
    public static readonly int[] OfMetric = [1, 2, 2, 1];

    /// <summary>From a request to the name of a span: resource, scope, span, name.</summary>
    public static readonly int[] OfSpan = [1, 2, 2, 5];

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string? Type, byte[] Body)> _requests = new();

    private OtlpListener(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The paths and content types that were posted to.</summary>
    public IEnumerable<(string Path, string? Type)> Posts => _requests.Select(static each => (each.Path, each.Type)).Distinct();

    public static async Task<OtlpListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = new OtlpListener(builder.Build());
        listener._app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            listener._requests.Enqueue((request.Path, request.ContentType, body.ToArray()));
            return Results.Bytes([], request.ContentType); // An empty message: all was taken.
        });
        await listener._app.StartAsync();
        return listener;
    }

    /// <summary>The texts in a field of all messages that came to a path.</summary>
    /// <param name="path">The path of the signal.</param>
    /// <param name="field">The numbers of the fields from the outermost message to the text.</param>
    public IReadOnlyList<string> Texts(string path, int[] field) =>
        [.. _requests.Where(request => request.Path == path).SelectMany(request => TextsIn(request.Body, field)).Distinct()];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static List<string> TextsIn(byte[] message, ReadOnlyMemory<int> field)
    {
        var (input, found) = (new CodedInputStream(message), new List<string>());
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) != field.Span[0])
                input.SkipLastField();
            else if (field.Length == 1)
                found.Add(input.ReadString());
            else
                found.AddRange(TextsIn(input.ReadBytes().ToByteArray(), field[1..]));
        }

        return found;
    }
}
