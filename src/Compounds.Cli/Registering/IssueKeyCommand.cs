using System.CommandLine;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Cli.Connecting;

namespace Compounds.Cli.Registering;

/// <summary><c>compounds key issue</c>: issues a key to an agency and shows it, once.</summary>
internal static class IssueKeyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var agency = new Option<string>("--agency") { Description = "The agency the key is for.", Required = true };
        var roles = new Option<string>("--roles") { Description = $"What the key may do, for example partner,relay; of {RoleNames.All}.", Required = true };
        var label = new Option<string>("--label") 
        {
            Description = "What the key is for, to know it again; two keys of one label work at a time, so that one can replace the other.",
            DefaultValueFactory = static _ => "",
        };
        var expires = new Option<DateTimeOffset?>("--expires") { Description = "Until when it works, for example 2027-06-30T00:00:00Z; a year without it." };
        var addresses = new Option<string?>("--addresses") { Description = "From where it works, with commas between, for example 203.0.113.7,198.51.100.0/24; from anywhere without it." };
        var relaysFor = new Option<string?>("--relays-for")
        {
            Description = "The agencies that a relay files for, with commas between, or @ and a file: a JSON list of agencies, or an id a line. Without it, its own only.",
        };
        var server = new ServerOptions();
        var issue = new Command(
            "issue", "Issues a key and prints it once, for example: compounds key issue --agency pea --roles partner --server https://compounds.example.org --key-file admin.txt");
        issue.Options.Add(agency);
        issue.Options.Add(roles);
        issue.Options.Add(label);
        issue.Options.Add(expires);
        issue.Options.Add(addresses);
        issue.Options.Add(relaysFor);
        server.AddTo(issue);
        issue.SetAction(async (parsed, cancellation) =>
        {
            var (id, names) = (parsed.GetRequiredValue(agency), ReadRoles(parsed.GetRequiredValue(roles)));
            if (!Agency.IsId(id))
                throw new CommandException($"'{id}' is not an agency id: 1 to {Agency.MaxIdLength} of a-z, 0-9 and hyphens.");
            using var client = new ServerClient(server.Read(parsed, screen));
            var asked = new
            {
                Roles = names, Label = parsed.GetValue(label), ExpiresAt = parsed.GetValue(expires),
                Addresses = parsed.GetValue(addresses)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                RelaysFor = parsed.GetValue(relaysFor) is { } named ? AgencyEntry.ReadIds(named) : null,
            };
            using var answer = await client.SendAsync(HttpMethod.Post, $"v1/agencies/{id}/keys", asked, cancellation);
            Show(screen, answer.RootElement);
            return ExitCode.Done;
        });
        var key = new Command("key", "Looks after the keys of agencies, for example: compounds key issue --agency pea --roles partner");
        key.Subcommands.Add(issue);
        key.Subcommands.Add(CreateKeyCommand.Make(screen));
        return key;
    }

    private static string[] ReadRoles(string text)
    {
        var given = text.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return RoleNames.TryParse(given, out _) ? given : throw new CommandException($"'{text}' must be roles with commas between them, of {RoleNames.All}.");
    }

    private static void Show(Screen screen, JsonElement issued)
    {
        if (issued.ValueKind != JsonValueKind.Object || !issued.TryGetProperty("key", out var key) || !issued.TryGetProperty("id", out var id))
            throw new CommandException("The server answered without a key; check the address.");

        // The key alone on the standard output, so that it can go straight into a file.
        screen.Complain(issued.TryGetProperty("grant", out var grant) && grant.GetString() is { } waiting
            ? $"Key {id} was made and works once two registrars said yes (compounds grant confirm {waiting}); it is shown only now:"
            : $"Key {id} was issued; it is shown only now:");
        screen.Output.WriteLine(key.GetString());
    }
}
