using System.Text.Json;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

/// <summary>
/// A page on the live feed that comes back after a break of the line, as a browser does. It knows of each subject how many reports it rests on, hears
/// each number once and in order, and reads everything when it is told to.
/// </summary>
internal sealed class LivePage
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _heard = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _last;

    /// <summary>Ends once it stands on the feed for the first time.</summary>
    public Task Opened => _opened.Task;

    /// <summary>How often it was told to read everything.</summary>
    public int Resets { get; private set; }

    /// <summary>Follows the feed until the line breaks, or until it knows of each subject what is there at the end.</summary>
    /// <param name="client">Whose page it is.</param>
    /// <param name="atEnd">The numbers of reports at the end, once they are known.</param>
    /// <returns>Whether it came to the end.</returns>
    public async Task<bool> FollowAsync(HttpClient client, Task<Dictionary<string, int>> atEnd)
    {
        await using var feed = await LiveReader.OpenAsync(client, _last);
        _opened.TrySetResult();
        while (true)
        {
            var next = feed.TryNextAsync();
            await Task.WhenAny(next, atEnd);
            if (!next.IsCompleted && IsAt(await atEnd))
            {
                feed.Close();
                await next;
                return true;
            }

            if (await next is not { } told)
                return false;
            if (told.EventType is "reset")
                await ReadAllAsync(client);
            else
                Hear(told.Data);
            _last = feed.LastEventId;
            if (atEnd.IsCompleted && IsAt(await atEnd))
                return true;
        }
    }

    /// <summary>The numbers of reports that a list holds.</summary>
    public static async Task<Dictionary<string, int>> ListAsync(HttpClient client)
    {
        var list = await client.ReadAsync("/v1/compounds?limit=10000");
        return list.GetProperty("items").EnumerateArray().ToDictionary(static card => card.Text("id"), static card => card.GetProperty("reports").GetInt32(), StringComparer.Ordinal);
    }

    private bool IsAt(Dictionary<string, int> end) => _known.Count == end.Count && end.All(each => _known.GetValueOrDefault(each.Key) == each.Value);

    private async Task ReadAllAsync(HttpClient client)
    {
        Resets++;
        _heard.Clear();
        foreach (var (subject, reports) in await ListAsync(client))
            _known[subject] = Math.Max(reports, _known.GetValueOrDefault(subject));
    }

    private void Hear(string data)
    {
        using var card = JsonDocument.Parse(data);
        var (subject, reports) = (card.RootElement.Text("id"), card.RootElement.GetProperty("reports").GetInt32());
        // Since the last reset each number is told once, and in order; one reading later may already have known it.
        Assert.InRange(reports, _heard.GetValueOrDefault(subject) + 1, int.MaxValue);
        _heard[subject] = reports;
        _known[subject] = Math.Max(reports, _known.GetValueOrDefault(subject));
    }
}
