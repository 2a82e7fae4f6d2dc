using System.Text;
using Compounds.Agencies;
using Compounds.Exchange.Generation;
using Compounds.Exchange.Intake;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Driving;

namespace Compounds.Server.Tests.NonInterference;

/// <summary>A server that has taken in some traffic at set times. Two of them differ in nothing but the lines they were given.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>When the traffic begins; also when every line is read.</summary>
    public static readonly DateTimeOffset Noon = new(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Lines between two ticks of the clock: some reports share an instant, so that ties in order are seen too.</summary>
    private const int LinesATick = 4;

    // Far below every timeout of the cluster: its clock is this one.
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(10);

    // Cursors are sealed under it, and two worlds have to seal the same.
    private static readonly string s_key = Convert.ToBase64String(new byte[32]);

    private readonly HostedServer _server;
    private readonly HttpClient _administrator;

    private World(HostedServer server, Work work)
    {
        (_server, Work) = (server, work);
        _administrator = server.NewClient(ChildServer.AdministratorKey);
    }

    /// <summary>What the server does.</summary>
    public Work Work { get; }

    /// <summary>The agencies that file, and the hub that forwards what they file.</summary>
    public static IReadOnlyList<Agency> Agencies { get; } = [.. SyntheticAgency.All(SyntheticLines.Agencies), new Agency("hub", "Hub", Tlp.Red, 'B', null)];

    /// <summary>Starts a server and files lines one after the other; null stands for a line that this world lacks.</summary>
    public static async Task<World> WithAsync(IEnumerable<string?> lines)
    {
        var work = new Work();
        var world = new World(await HostedServer.StartAsync(Noon, work.Watch, settings: ["--Texts:Keys", s_key]), work);
        foreach (var agency in Agencies)
            await world._administrator.RegisterAsync(agency);
        using var hub = world._server.NewClient(await world._administrator.IssueKeyAsync("hub", "relay"));
        var filed = 0;
        foreach (var line in lines)
        {
            if (line is not null)
                await hub.PushAsync(line);
            if (++filed % LinesATick == 0)
                world._server.Clock.Advance(s_tick);
        }

        return world;
    }

    /// <summary>A client of an agency.</summary>
    public Task<HttpClient> ReaderAsync(string agency) => ReaderAsync(agency, "analyst");

    /// <summary>A client of an agency with a role.</summary>
    public async Task<HttpClient> ReaderAsync(string agency, string role) => _server.NewClient(await _administrator.IssueKeyAsync(agency, role));

    /// <summary>A client of a member of an agency.</summary>
    public Task<HttpClient> MemberAsync(string agency, Tlp clearance, string member, Roles roles) => _server.SignInAsync(agency, clearance, member, roles);

    /// <summary>The reading of a line as this world's intake reads it.</summary>
    public static ReportReading Read(string line) => ReportReader.Read(
        Encoding.UTF8.GetBytes(line), new FilingContext(Agencies[^1], Agencies.Select(static agency => agency.Id).ToHashSet(), static id => Agencies.FirstOrDefault(agency => agency.Id == id), Noon));

    /// <summary>Lines without those about reports of which a reader may see no revision.</summary>
    public static string?[] WithoutHiddenFrom(Reader reader, IReadOnlyList<string> lines)
    {
        var readings = lines.Select(Read).ToArray();
        var seen = readings.Where(reading => reading.Report is { } report && (report.Key.Agency == reader.Agency || report.Handling.IsVisibleTo(reader)))
            .Select(static reading => reading.Report!.Key).ToHashSet();
        return [.. lines.Zip(readings, (line, reading) => seen.Contains((reading.Report?.Key ?? reading.Retraction?.Key)!.Value) ? line : null)];
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await _server.DisposeAsync();
    }
}
