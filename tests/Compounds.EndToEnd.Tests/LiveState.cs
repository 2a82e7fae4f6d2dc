using System.Net;
using System.Text.Json;
using Compounds.Readers;
using Compounds.Server;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

/// <summary>The live state of a server beside the same state computed from its ledger.</summary>
internal static class LiveState
{
    /// <summary>Every subject, read by an agency over HTTP, has the very bytes that the batch gives.</summary>
    public static async Task AssertEqualsAsync(BatchRecomputation batch, ChildServer server, HttpClient administrator, string agency, bool isExplained)
    {
        using var client = server.NewClient(await administrator.IssueKeyAsync(agency, "analyst"));
        var me = await client.ReadAsync("/v1/me");
        Assert.True(Levels.TryParse(me.Text("clearance"), out Tlp clearance));
        var seen = 0;
        foreach (var subject in batch.Subjects)
        {
            using var response = await client.GetAsync(new Uri($"/v1/{PathOf(subject.Value)}?explain={isExplained}", UriKind.Relative));
            var body = await response.Content.ReadAsStringAsync();
            if (response.StatusCode is HttpStatusCode.NotFound)
            {
                Assert.Null(batch.View(subject, new Reader(agency, clearance), DateTimeOffset.UtcNow, isExplained));
                continue;
            }

            seen++;
            using var live = JsonDocument.Parse(body);
            var view = batch.View(subject, new Reader(agency, clearance), live.RootElement.GetProperty("asOf").GetDateTimeOffset(), isExplained);
            Assert.Equal(JsonSerializer.Serialize(view, ApiJson.Options), body);
        }

        Assert.NotEqual(0, seen);
    }

    internal static string PathOf(string subject)
    {
        var (kind, slug) = (subject[..subject.IndexOf(':', StringComparison.Ordinal)], subject[(subject.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return kind is "infrastructure" ? $"{kind}/{slug}" : $"{kind}s/{slug}";
    }
}
