using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

/// <summary>A server whose heap is full ends instead of hanging, and loses nothing that it accepted.</summary>
public sealed class FullHeapTests : IDisposable
{
    private const int Lines = 30_000;
    private const int Subjects = 150;

    /// <summary>96 MB, in the hexadecimal that the runtime reads: the server starts with it and is full after some thousands of reports.</summary>
    private const string HeapLimit = "6000000";

    private readonly TemporaryFolder _folder = new();
    private readonly Relay _relay = new(SyntheticLines.Generate(seed: 11, Lines, Subjects));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_heap_ends_the_process_and_what_was_accepted_is_stored_and_applied_exactly_once()
    {
        await using (var small = await ChildServer.StartAsync(_folder, ("DOTNET_GCHeapHardLimit", HeapLimit)))
        {
            await _relay.RegisterAsync(small);
            Assert.InRange(await _relay.PushAsync(small), 1, Lines - 1);
            Assert.NotEqual(0, await small.EndedAsync());
            Assert.Contains("The heap is full", small.Output, StringComparison.Ordinal);
        }

        await using var server = await ChildServer.StartAsync(_folder);
        await _relay.AssertKeptAsync(server, _folder);
    }
}
