using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>One page, with everything it asked for and everything it complained of.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Screen(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page) = (context, page);
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                Complaints.Enqueue(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                OffOrigin.Enqueue(request.Url);
        };
        page.RequestFinished += (_, request) =>
        {
            if (new Uri(request.Url).AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal) && !request.Url.Contains("/v1/live", StringComparison.Ordinal))
                Asked.Enqueue(request);
        };
    }

    public IPage Page { get; }

    /// <summary>Errors on the console and exceptions, violations of the content security policy among them.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Requests to any other origin.</summary>
    public ConcurrentQueue<string> OffOrigin { get; } = new();

    /// <summary>What was asked of the API.</summary>
    public ConcurrentQueue<Microsoft.Playwright.IRequest> Asked { get; } = new();

    // A loaded machine draws a map in software in a minute.
    internal static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    public static async Task<Screen> OpenAsync(IBrowserContext context, Uri address, string path)
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        var screen = new Screen(context, await context.NewPageAsync(), address);
        await screen.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        await Assertions.Expect(screen.Page.Locator("h1").First).ToBeAttachedAsync();
        return screen;
    }

    /// <summary>Where the page itself says it is: what the driver has heard of it lags behind.</summary>
    public Task<string> AddressAsync() => Page.EvaluateAsync<string>("() => location.href");

    /// <summary>Answers once the map has drawn all it has to draw.</summary>
    public Task MapIsIdleAsync() => Page.WaitForFunctionAsync("() => document.querySelector('.canvas')?.dataset.idle === 'true' && compoundsMap.loaded()");

    /// <summary>Goes to another page of the application without loading it anew, and answers once it is filled.</summary>
    public async Task GoAsync(string path)
    {
        await Page.EvaluateAsync("path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path);
        // What was there before is gone with the next frame at the latest.
        await Page.EvaluateAsync("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))");
        await Assertions.Expect(Page.GetByText("Loading …")).ToHaveCountAsync(0);
        await Assertions.Expect(Page.Locator("h1").First).ToBeAttachedAsync();
    }

    /// <summary>Asks the API with the session of this screen.</summary>
    public async Task<System.Text.Json.JsonElement> CallAsync(string method, string path, object? body = null)
    {
        var answer = await _context.APIRequest.FetchAsync(path, new()
        {
            Method = method, DataObject = body, Timeout = (float)Patience.TotalMilliseconds,
            Headers = new Dictionary<string, string> { ["X-Requested-With"] = "compounds", ["Prefer"] = "wait=60" },
        });
        var text = await answer.TextAsync();
        Assert.True(answer.Ok, $"{method} {path}: {answer.Status} {text}");
        return System.Text.Json.JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Fails when the page complained or asked anybody else.</summary>
    public void Check()
    {
        Assert.Empty(Complaints);
        Assert.Empty(OffOrigin);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
