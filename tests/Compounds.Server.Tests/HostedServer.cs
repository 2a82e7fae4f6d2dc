using System.Diagnostics;
using System.Net.Http.Headers;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Server.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Server.Tests;

/// <summary>
/// The real program inside the test's process, with a clock that stands still until the test moves it: the one thing that a process of
/// its own cannot have, and without which two servers never answer the same bytes.
/// </summary>
/// <remarks>The program is not changed for it: the host tells when it is being built, and the clock is exchanged then.</remarks>
internal sealed class HostedServer : IAsyncDisposable
{
    private static readonly AsyncLocal<HostedServer?> s_starting = new();

    private readonly TaskCompletionSource<IHost> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TemporaryFolder _folder = new();
    private IHost? _host;

    static HostedServer() => DiagnosticListener.AllListeners.Subscribe(new Listener());

    private readonly Action<IServiceCollection>? _more;
    private readonly bool _acceptsClockBehind;
    private readonly string[] _settings;

    private HostedServer(DateTimeOffset now, Action<IServiceCollection>? more, bool acceptsClockBehind, string[] settings) =>
        (Clock, _more, _acceptsClockBehind, _settings) = (new FakeTimeProvider(now), more, acceptsClockBehind, settings);

    /// <summary>The clock of the whole server.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Every path it answers.</summary>
    public IEnumerable<Endpoint> Endpoints => _host!.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>A part of the running program.</summary>
    public T Part<T>()
        where T : class => _host!.Services.GetRequiredService<T>();

    private Uri Address => new(_host!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<HostedServer> StartAsync(DateTimeOffset now, Action<IServiceCollection>? more = null, bool acceptsClockBehind = false, params string[] settings)
    {
        var server = new HostedServer(now, more, acceptsClockBehind, settings);
        new Thread(server.Run) { IsBackground = true, Name = "Compounds.Server" }.Start();
        server._host = await server._started.Task.WaitAsync(ChildServer.Patience);
        return server;
    }

    public HttpClient NewClient(string key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address, Timeout = ChildServer.Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A client in a session of a member, begun as a sign-in with a second factor begins it.</summary>
    public async Task<HttpClient> SignInAsync(string agency, Tlp clearance, string? member, Roles roles, bool isStrong = true)
    {
        var (cookie, _) = await Part<SignInDesk>().StartAsync(agency, clearance, roles, member, "tests", isStrong, CancellationToken.None);
        var options = Part<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme);
        var now = Clock.GetUtcNow();
        var ticket = new AuthenticationTicket(
            cookie, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan }, SessionCookie.Scheme);
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address, Timeout = ChildServer.Patience };
        client.DefaultRequestHeaders.Add("Cookie", $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _host!.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _ended.Task.WaitAsync(ChildServer.Patience);
        _folder.Dispose();
    }

    private void Run()
    {
        s_starting.Value = this;
        try
        {
            typeof(ApiJson).Assembly.EntryPoint!.Invoke(null, [(string[])
            [
                "--urls", "http://127.0.0.1:0", "--applicationName", "Compounds.Server", "--contentRoot", _folder.Path, "--environment", "Production",
                "--Ledger:Path", _folder.Ledger, "--SignIn:AdministratorKeySha256", AgencyKey.HashOf(ChildServer.AdministratorKey)!,
                "--SignIn:SecondAdministratorKeySha256", AgencyKey.HashOf(ChildServer.SecondAdministratorKey)!, "--Logging:LogLevel:Default", "Error", "--Logging:LogLevel:Orleans", "None",
                .. _settings,
            ]]);
            _ended.TrySetResult();
        }
        catch (Exception failure) when (_started.TrySetException(failure) || _ended.TrySetException(failure))
        {
            // Whoever waits for the start or the end of this server is told.
        }
    }

    private sealed class Listener : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (s_starting.Value is not { } server)
                return;
            if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
                builder.ConfigureServices(services =>
                {
                    services.AddSingleton<TimeProvider>(server.Clock);
                    services.AddSingleton(started => new LedgerClock(server.Clock, () => started.GetRequiredService<SqliteEventLog>().LastRecordedAt, server._acceptsClockBehind));
                    server._more?.Invoke(services);
                });
            else if (value is { Key: "HostBuilt", Value: IHost host })
                host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => server._started.TrySetResult(host));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
