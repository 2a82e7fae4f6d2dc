using System.Text.Json;
using Compounds.Agencies;

namespace Compounds.Cli.Registering;

/// <summary>One agency of the list that is registered.</summary>
/// <param name="Id">The short id.</param>
/// <param name="Name">The name in full.</param>
/// <param name="Clearance">The highest TLP level its members may see, for example <c>AMBER</c>.</param>
/// <param name="SourceReliability">The Admiralty letter its reports get when they give none.</param>
/// <param name="Cluster">What it shares with agencies it is not independent of, or null.</param>
internal sealed record AgencyEntry(string? Id, string? Name, string? Clearance, string? SourceReliability, string? Cluster)
{
    /// <summary>Reads ids of agencies: a list with commas between, or the file behind an <c>@</c>.</summary>
    /// <exception cref="CommandException">The file cannot be read, or an id in it is invalid.</exception>
    public static IReadOnlyList<string> ReadIds(string text)
    {
        if (!text.StartsWith('@'))
            return Checked(text.Split(',', Trimmed), "--relays-for");
        var path = text[1..];
        try
        {
            var content = File.ReadAllText(path);
            return content.TrimStart().StartsWith('[') ? [.. ReadAll(path).Select(static entry => entry.Id!)] : Checked(content.Split('\n', Trimmed), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a list of agencies. What an entry may hold beyond its id is for the server to judge.</summary>
    /// <exception cref="CommandException">The file cannot be read, is no such list, or an entry has no valid id.</exception>
    public static IReadOnlyList<AgencyEntry> ReadAll(string path)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<AgencyEntry[]>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? [];
            var bad = Array.FindIndex(entries, static entry => !Agency.IsId(entry?.Id));
            return bad < 0 ? entries : throw new CommandException($"'{entries[bad]?.Id}' in {path} is not an agency id: 1 to {Agency.MaxIdLength} of a-z, 0-9 and hyphens.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException($"{path} is no list of agencies: {exception.Message}", exception);
        }
    }

    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static string[] Checked(string[] ids, string where) => Array.Find(ids, static id => !Agency.IsId(id)) is { } bad
        ? throw new CommandException($"'{bad}' in {where} is not an agency id: 1 to {Agency.MaxIdLength} of a-z, 0-9 and hyphens.") : ids;
}
