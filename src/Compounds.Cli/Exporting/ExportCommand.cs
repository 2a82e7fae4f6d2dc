using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Compounds.Cli.Connecting;

namespace Compounds.Cli.Exporting;

/// <summary><c>compounds export</c>: writes the live state that the key's reader sees.</summary>
internal static class ExportCommand
{
    private static readonly string[] s_lists = ["compounds", "operators", "crossings", "infrastructure"];

    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var folder = new Option<string>("--out") { Description = "The folder for live.ndjson and live.geojson.", DefaultValueFactory = static _ => "." };
        var server = new ServerOptions();
        var command = new Command("export", "Writes the live state that a key may see as NDJSON and GeoJSON, for example: compounds export --server https://compounds.example.org --key-file key.txt --out live");
        server.AddTo(command);
        command.Options.Add(folder);
        command.SetAction((parsed, cancellation) => RunAsync(screen, server.Read(parsed, screen), parsed.GetRequiredValue(folder), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, ServerAddress server, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using var client = new ServerClient(server);
        using var files = new LiveFiles(folder);
        foreach (var list in s_lists)
        {
            var before = files.Cards;
            await foreach (var page in PagesAsync(client, list, cancellationToken))
            {
                foreach (var card in page.GetProperty("items").EnumerateArray())
                    files.Add(card);
            }

            screen.Say($"{list}: {files.Cards - before:N0}");
        }

        files.Finish();
        screen.Say($"Marked {files.MarkingInWords}.");
        screen.Say($"{files.Cards:N0} cards, {files.Places:N0} with a place, in {Path.Combine(folder, LiveFiles.CardsName)} and {Path.Combine(folder, LiveFiles.MapName)}");
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<JsonElement> PagesAsync(
        ServerClient client, string list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            using var page = await client.GetAsync(cursor is null ? $"v1/{list}" : $"v1/{list}?cursor={Uri.EscapeDataString(cursor)}", cancellationToken);
            if (page.RootElement.ValueKind != JsonValueKind.Object || !page.RootElement.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
                throw new CommandException($"The server answered v1/{list} with something that is no list of cards; check the address.");
            yield return page.RootElement;
            var next = page.RootElement.TryGetProperty("next", out var given) ? given.GetString() : null;
            if (next is not null && next == cursor)
                throw new CommandException($"The server gave the same cursor of v1/{list} twice; the export would never end.");
            cursor = next;
        }
        while (cursor is not null);
    }
}
