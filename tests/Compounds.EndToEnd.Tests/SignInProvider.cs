using System.Diagnostics;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

/// <summary>A real OpenID Connect provider in a process of its own, on a free port of loopback.</summary>
internal sealed class SignInProvider : IAsyncDisposable
{
    /// <summary>The id under which a server knows it.</summary>
    public const string Id = "work";

    private readonly Process _process;

    private SignInProvider(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>What a server is given so that its analysts, officers and administrators sign in through it.</summary>
    public (string Name, string Value)[] Settings =>
    [
        (Key("Id"), Id), (Key("Name"), "the agency"), (Key("Authority"), Address.GetLeftPart(UriPartial.Authority)), (Key("ClientId"), "compounds"),
        (Key("ClientSecret"), "for-loopback-only"), (Key("StrongAcr__0"), "urn:example:two-factors"),
        .. Grant(0, "analysts", "RED", "analyst"), .. Grant(1, "officers", "RED", "policy"), .. Grant(2, "strangers", "RED", "analyst", "not-registered"),
    ];

    public static async Task<SignInProvider> StartAsync()
    {
        var folder = await NodePackages.InstalledAsync("tests", "Compounds.EndToEnd.Tests", "Provider");
        var process = Process.Start(new ProcessStartInfo(NodePackages.Node, ["provider.mjs", $"/v1/sign-in/{Id}/callback"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.BeginErrorReadLine(); // a full pipe would stop it
        try
        {
            var address = await process.StandardOutput.ReadLineAsync().WaitAsync(ChildServer.Patience);
            return new SignInProvider(process, new Uri(address ?? throw new InvalidOperationException("The sign-in provider ended before it served.")));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Key(string name) => $"SignIn__Providers__0__{name}";

    private static (string, string)[] Grant(int number, string group, string clearance, string role, string agency = "task-force") =>
    [
        (Key($"Grants__{number}__Group"), group), (Key($"Grants__{number}__Agency"), agency), (Key($"Grants__{number}__Clearance"), clearance),
        (Key($"Grants__{number}__Roles__0"), role),
    ];
}
