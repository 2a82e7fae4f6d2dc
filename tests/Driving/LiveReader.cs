using System.Net.Http.Headers;
using System.Net.ServerSentEvents;

namespace Compounds.Driving;

/// <summary>An open page of the live feed.</summary>
internal sealed class LiveReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private LiveReader(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _parser = SseParser.Create(body);
        _events = _parser.EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>Where the page stands: what it says when it comes back.</summary>
    public string LastEventId => _parser.LastEventId;

    /// <summary>Opens the feed, anew or from where another page stood.</summary>
    public static async Task<LiveReader> OpenAsync(HttpClient client, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/live");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        var reader = new LiveReader(answer, await answer.Content.ReadAsStreamAsync());
        Assert.Equal("hello", (await reader.NextAsync()).EventType);
        return reader;
    }

    /// <summary>The next event that is not a mere sign of life.</summary>
    public async Task<SseItem<string>> NextAsync()
    {
        do
            Assert.True(await _events.MoveNextAsync().AsTask().WaitAsync(ChildServer.Patience), "The feed ended.");
        while (_events.Current.EventType == "beat");
        return _events.Current;
    }

    /// <summary>The same; nothing when the line broke.</summary>
    public async Task<SseItem<string>?> TryNextAsync()
    {
        try
        {
            do
            {
                if (!await _events.MoveNextAsync().AsTask().WaitAsync(ChildServer.Patience))
                    return null;
            }
            while (_events.Current.EventType == "beat");
            return _events.Current;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Ends the read that the page may be waiting for.</summary>
    public void Close() => _answer.Dispose();

    public async ValueTask DisposeAsync()
    {
        Close();
        await _events.DisposeAsync();
    }
}
