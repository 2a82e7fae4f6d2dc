using Compounds.Reports;
using Compounds.Driving;
using Compounds.Subjects;

namespace Compounds.Server.Tests.NonInterference;

/// <summary>The world with all the traffic, shared by the tests that compare others with it.</summary>
public sealed class WholeTraffic : IAsyncLifetime
{
    private const int Count = 400;

    internal static string[] Lines { get; } = SyntheticLines.Generate(seed: 11, Count, subjects: 24);

    internal static IReadOnlyCollection<ReportKey> Reports { get; } = [.. Lines.Select(World.Read).Select(static reading => reading.Report?.Key).OfType<ReportKey>().Distinct()];

    internal static IReadOnlyCollection<SubjectId> Subjects { get; } = EveryAnswer.SubjectsIn(Lines.Select(World.Read).Select(static reading => reading.Report).OfType<Report>());

    internal World World { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        World = await World.WithAsync(Lines);
        // What an agency keeps for itself is hidden from the others as its reports are.
        using var client = await World.ReaderAsync("agency-01");
        await client.CallAsync(HttpMethod.Put, "/v1/views/of-agency-one", new { name = "Of agency one", page = "map", query = "kinds=compound", isTeam = true });
    }

    public async Task DisposeAsync() => await World.DisposeAsync();
}
