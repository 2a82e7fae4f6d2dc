using System.IO.Compression;
using Compounds.Driving;

namespace Compounds.Server.Tests.Hosting;

/// <summary>What the API answers is small for those on a poor line, and no later for it.</summary>
public sealed class CompressionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_list_is_compressed_for_who_asks_for_it_and_says_the_same()
    {
        await api.Pea.AcceptAsync(Wire.Report("small", Wire.Status("Small Yard", "operating")));
        using var plain = await AskAsync("/v1/compounds", null);
        using var small = await AskAsync("/v1/compounds", "br");
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(["br"], small.Content.Headers.ContentEncoding);
        using var unpacked = new StreamReader(new BrotliStream(await small.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await unpacked.ReadToEndAsync());
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("br, gzip", "gzip")]
    public async Task An_event_comes_through_a_compressed_stream_while_it_stays_open(string asked, string encoding)
    {
        using var answer = await AskAsync("/v1/live", asked);
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        var body = await answer.Content.ReadAsStreamAsync();
        using var events = new StreamReader(encoding is "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress));
        using var patience = new CancellationTokenSource(ChildServer.Patience);
        Assert.Equal("event: hello", await events.ReadLineAsync(patience.Token));
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
            request.Headers.Add("Accept-Encoding", encoding);
        return await api.Pea.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
