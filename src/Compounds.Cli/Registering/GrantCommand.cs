using System.CommandLine;
using System.Text.Json;
using Compounds.Cli.Connecting;
using Spectre.Console;

namespace Compounds.Cli.Registering;

/// <summary><c>compounds grant</c>: shows what waits for the word of a second person, and says yes or no to it.</summary>
internal static class GrantCommand
{
    /// <summary>The grants of one request, as the server takes them.</summary>
    private const int MostAtOnce = 1_000;

    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var grant = new Command(
            "grant", "Shows and decides what takes two people: higher clearances and keys of trust, for example: compounds grant list --key-file second.txt");
        grant.Subcommands.Add(MakeList(screen));
        grant.Subcommands.Add(MakeDecision(screen, "confirm", "Says yes", "granted"));
        grant.Subcommands.Add(MakeDecision(screen, "refuse", "Says no", "refused"));
        return grant;
    }

    private static Command MakeList(Screen screen)
    {
        var server = new ServerOptions();
        var list = new Command("list", "Lists what waits, oldest first, for example: compounds grant list --key-file second.txt");
        server.AddTo(list);
        list.SetAction(async (parsed, cancellation) =>
        {
            using var client = new ServerClient(server.Read(parsed, screen));
            using var waiting = await client.GetAsync("v1/grants", cancellation);
            var table = new Table().AddColumns("Grant", "Kind", "Agency", "What", "Requested by", "Confirmed by");
            foreach (var each in Grants(waiting))
            {
                table.AddRow([.. new[]
                {
                    Text(each, "id"), Text(each, "kind"), Text(each, "agency"), WhatOf(each), Text(each, "requestedBy"),
                    string.Join(", ", each.GetProperty("confirmedBy").EnumerateArray().Select(static word => word.GetString())),
                }.Select(static cell => Markup.Escape(cell))]);
            }

            screen.Show(table);
            return ExitCode.Done;
        });
        return list;
    }

    private static Command MakeDecision(Screen screen, string name, string does, string done)
    {
        var ids = new Argument<string[]>("grants") { Description = "The ids of the grants, such as g-0123456789ab.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All that wait; list them first." };
        var server = new ServerOptions();
        var decide = new Command(name, $"{does} to grants, for example: compounds grant {name} g-0123456789ab --key-file second.txt");
        decide.Arguments.Add(ids);
        decide.Options.Add(all);
        server.AddTo(decide);
        decide.SetAction(async (parsed, cancellation) =>
        {
            var (given, isAll) = (parsed.GetValue(ids) ?? [], parsed.GetValue(all));
            if (isAll == given.Length > 0)
                throw new CommandException("Name the grants, or give --all; 'compounds grant list' shows them.");
            using var client = new ServerClient(server.Read(parsed, screen));
            if (isAll)
            {
                using var waiting = await client.GetAsync("v1/grants", cancellation);
                given = [.. Grants(waiting).Select(static each => Text(each, "id"))];
            }

            var results = new List<(string Id, string Outcome)>();
            foreach (var some in given.Chunk(MostAtOnce))
            {
                using var answer = await client.SendAsync(HttpMethod.Post, $"v1/grants/{name}", new { Grants = some }, cancellation);
                results.AddRange(Grants(answer).Select(static each => (Text(each, "id"), Text(each, "outcome"))));
            }

            foreach (var outcome in results.CountBy(static result => result.Outcome))
                screen.Say($"{outcome.Value:N0} {WordOf(outcome.Key)}");
            return results.TrueForAll(result => result.Outcome == done || result.Outcome == "waits") ? ExitCode.Done : ExitCode.Refused;
        });
        return decide;
    }

    private static JsonElement.ArrayEnumerator Grants(JsonDocument answer) => answer.RootElement.ValueKind is JsonValueKind.Array ? answer.RootElement.EnumerateArray()
        : throw new CommandException("The server answered without grants; check the address.");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static string WhatOf(JsonElement grant) => grant.GetProperty("key") is { ValueKind: JsonValueKind.Object } key
        ? $"{string.Join(", ", key.GetProperty("roles").EnumerateArray().Select(static role => role.GetString()))} {Text(key, "label")}".TrimEnd() : Text(grant, "clearance");

    private static string WordOf(string outcome) => outcome switch
    {
        "granted" => "granted.",
        "refused" => "refused.",
        "waits" => "confirmed; they wait for one more person.",
        "takes-another-person" => "were confirmed by you before; they take another person.",
        "two-keys-work" => "cannot hold, because two keys of their label work already.",
        _ => "are not known, or have ended.",
    };
}
