using System.Text.Json;
using Compounds.Driving;
using Microsoft.Playwright;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>A really running server with the public record in it, and one browser. Shared by all browser tests.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public sealed class DashboardFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ChildServer? _server;

    internal ChildServer Server => _server!;

    /// <summary>Where the dashboard is.</summary>
    internal Uri Address => Server.Address;

    /// <summary>A partner that files for any agency.</summary>
    internal HttpClient Relay { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Browsers.Missing is not null)
            return;
        _server = await StartAsync(new Uri("http://127.0.0.1:0"), _folder);
        using var administrator = _server.NewClient(ChildServer.AdministratorKey);
        await PublicRecord.RegisterAsync(administrator);
        Relay = _server.NewClient(await administrator.IssueKeyAsync("task-force", "relay", "archivist", "partner"));
        await PublicRecord.PushAsync(Relay);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Headless = true, Args = Chromium.Arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        Relay?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Opens a page of its own as somebody.</summary>
    internal Task<Screen> OpenAsync(string path, Person person, string theme = "dark", int width = 1440, int height = 900, Func<IBrowserContext, Task>? before = null) =>
        OpenAtAsync(Address, path, person, theme, width, height, before);

    /// <summary>The same of another server than the shared one.</summary>
    internal async Task<Screen> OpenAtAsync(Uri address, string path, Person person, string theme = "dark", int width = 1440, int height = 900, Func<IBrowserContext, Task>? before = null)
    {
        var context = await NewContextAsync(address, theme, width, height);
        var signedIn = await context.APIRequest.PostAsync("/v1/sign-in/development", new() { DataObject = new { agency = person.Agency, clearance = person.Clearance, roles = person.Roles, member = person.Member } });
        Assert.True(signedIn.Ok, await signedIn.TextAsync());
        if (before is not null)
            await before(context);
        return await Screen.OpenAsync(context, address, path);
    }

    /// <summary>A browser of somebody who is not signed in.</summary>
    internal async Task<IBrowserContext> NewContextAsync(Uri address, string theme = "dark", int width = 1440, int height = 900)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce, BaseURL = address.ToString(),
        });
        await context.AddInitScriptAsync($"localStorage.setItem('theme', {JsonSerializer.Serialize(theme)})");
        return context;
    }

    /// <summary>Starts a server that serves the dashboard and lets anybody of this machine sign in.</summary>
    internal static Task<ChildServer> StartAsync(Uri address, TemporaryFolder folder) => ChildServer.StartAtAsync(
        address, folder, ("ASPNETCORE_ENVIRONMENT", "Development"), ("SignIn__AllowDevelopment", "true"), ("Telemetry__Exporter", "none"), ("Dashboard__Path", Browsers.Folder));
}

/// <summary>Who sits before the screen.</summary>
internal sealed record Person(string Agency, string Clearance, params string[] Roles)
{
    /// <summary>The number that signs his steps; null when he signs nothing.</summary>
    public int? Member { get; init; }

    public static Person Analyst { get; } = new("task-force", "RED", "analyst", "administrator");

    public static Person Partner { get; } = new("irrawaddy", "GREEN", "partner");

    /// <summary>A policy member of the task force; different numbers are different people.</summary>
    public static Person Officer(int member) => new("task-force", "RED", "policy", "partner") { Member = member };

    public static Person Outsider { get; } = new("irrawaddy", "CLEAR", "analyst");
}

/// <summary>All browser tests share one server and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardTests : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
