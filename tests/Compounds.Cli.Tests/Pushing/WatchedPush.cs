using Compounds.Cli.Connecting;
using Compounds.Cli.Pushing;

namespace Compounds.Cli.Tests.Pushing;

/// <summary>One push of a file in a single request, whose receipts can be waited for.</summary>
internal sealed class WatchedPush : IPushWatch, IDisposable
{
    private readonly Dictionary<long, TaskCompletionSource> _received = [];
    private readonly HttpMessageInvoker _client = new(new DuplexHttpHandler());
    private readonly PushFile _file;
    private readonly PushRun _run;

    public WatchedPush(string path, string server)
    {
        _file = PushFile.Open(path);
        var request = new PushRequest(_client, ServerAddress.Of(server, "key"), waits: false, TimeSpan.FromMinutes(1), TimeProvider.System);
        _run = new PushRun(_file, server, request, batchLines: 1_000_000, this, TimeProvider.System, static (_, _) => Task.CompletedTask);
    }

    /// <summary>How often something hindered.</summary>
    public int Held { get; private set; }

    /// <summary>Ends when so many lines have a receipt; to be asked for before the run.</summary>
    public Task Received(int lines) => (_received[lines] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async Task<PushTally> RunAsync()
    {
        await _run.RunAsync(CancellationToken.None);
        return _run.Tally;
    }

    public void Advance(long offset, PushTally tally)
    {
        if (_received.TryGetValue(tally.Lines, out var received))
            received.SetResult();
    }

    public void Hold(string sentence) => Held++;

    public void Dispose()
    {
        _run.Dispose();
        _file.Dispose();
        _client.Dispose();
    }
}
