using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Audit;
using Compounds.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Server.Tests.Audit;

/// <summary>The audit is written behind the answers; where that is not fast enough, readers wait for it.</summary>
public sealed class AuditTrailTests
{
    [Fact]
    public async Task Reads_wait_while_too_many_notes_wait_and_none_is_dropped()
    {
        var lost = new LostGrains { Types = ["audit-day"] };
        await using var server = await HostedServer.StartAsync(
            new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), services => services.AddSingleton<IOutgoingGrainCallFilter>(lost));
        using var auditor = await server.SignInAsync("task-force", Tlp.Clear, "task-force:auditor", Roles.Auditor);
        var trail = server.Part<AuditTrail>();
        var (reads, last) = (0, Task.CompletedTask);
        while (last.IsCompletedSuccessfully)
            last = ReadAsync(trail, reads++);
        await lost.Asked;
        Assert.False(last.IsCompleted);
        lost.Answer();
        await last;
        var entries = (await auditor.ReadAsync("/v1/audit?kind=read&actor=pea:one&limit=200")).GetProperty("items").EnumerateArray();
        Assert.Equal(reads, entries.Sum(static entry => entry.GetProperty("times").GetInt32()));
    }

    private static Task ReadAsync(AuditTrail trail, int read)
    {
        var reports = Enumerable.Range(0, 900).Select(i => new MarkedReport(new ReportKey("pea", $"R-{read}-{i}"), Tlp.Amber)).ToArray();
        return trail.ReadAsync("pea:one", new Reader("pea", Tlp.Red), "ListReports", null, reports, CancellationToken.None).AsTask();
    }
}
