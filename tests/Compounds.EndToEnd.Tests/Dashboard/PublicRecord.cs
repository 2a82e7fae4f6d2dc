using System.Runtime.CompilerServices;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The public record that the demo runs on, loaded through the API as scripts/run loads it.</summary>
internal static class PublicRecord
{
    private static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "deploy", "public-record"));

    public static async Task RegisterAsync(HttpClient administrator)
    {
        using var agencies = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, "agencies.json")));
        foreach (var agency in agencies.RootElement.EnumerateArray())
            await administrator.ByTwoAsync(HttpMethod.Put, $"/v1/agencies/{agency.Text("id")}", agency);
        await administrator.ByTwoAsync(HttpMethod.Put, "/v1/agencies/task-force", new { name = "Task force", clearance = "RED", sourceReliability = "A" });
    }

    public static async Task PushAsync(HttpClient relay) => await relay.AcceptAsync(await File.ReadAllLinesAsync(Path.Combine(Folder, "reports.ndjson")));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
