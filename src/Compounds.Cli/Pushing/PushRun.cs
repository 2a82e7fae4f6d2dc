namespace Compounds.Cli.Pushing;

/// <summary>Pushes one file to its end: request after request, again after a pause when the server is busy or the connection breaks.</summary>
/// <param name="file">The file.</param>
/// <param name="server">The server, as it stands in the progress file.</param>
/// <param name="request">Sends lines.</param>
/// <param name="batchLines">The most lines in one request; at least 1.</param>
/// <param name="watch">Is told how it goes on.</param>
/// <param name="clock">Tells when to save the progress.</param>
/// <param name="pause">Waits.</param>
internal sealed class PushRun(
    PushFile file, string server, PushRequest request, int batchLines, IPushWatch watch, TimeProvider clock, Func<TimeSpan, CancellationToken, Task> pause) : IDisposable
{
    /// <summary>How often in a row a request may end without a single new receipt.</summary>
    public const int MostTries = 8;

    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_saveEvery = TimeSpan.FromSeconds(1);

    private readonly PushProgress? _resumed = PushProgress.Of(file, server);
    private readonly List<PushLine> _again = [];
    private readonly string _head = file.HashOfHead(file.HeadBytes);

    private ILineSource? _lines;
    private Rejections? _rejections;
    private List<PushLine> _batch = [];
    private FilePosition _taken;
    private int _answered;
    private int _lasting;
    private long _savedAt;

    /// <summary>What became of the lines of this run.</summary>
    public PushTally Tally { get; } = new();

    /// <summary>The last line that an earlier run had a receipt for; 0 when this run began at the beginning.</summary>
    public long ResumedAfterLine => _resumed?.Reached.Line ?? 0;

    /// <summary>The file of refused lines, or null when nothing was refused.</summary>
    public string? RejectedPath => _rejections?.Path;

    /// <summary>Runs until every line has a lasting receipt; then the progress is forgotten.</summary>
    /// <exception cref="CommandException">It cannot go on. Lines with a receipt are kept in mind, and a new run continues behind them.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _rejections = new Rejections(file, _resumed);
        _taken = _resumed?.Reached ?? default;
        _lines = file.LinesFrom(_taken);
        try
        {
            await PushAllAsync(cancellationToken);
        }
        catch
        {
            Save();
            throw;
        }

        _rejections.Flush();
        PushProgress.Clear(file);
    }

    /// <inheritdoc/>
    public void Dispose() => _rejections?.Dispose();

    private async Task PushAllAsync(CancellationToken cancellationToken)
    {
        var tries = 0;
        while (_batch.Count > 0 || TryFill())
        {
            (_answered, _lasting) = (0, 0);
            var answer = await request.SendAsync(file, _batch, Receive, cancellationToken);
            _batch = [.. _again, .. _batch.Skip(_answered)];
            (_answered, var hasLasting) = (0, _lasting > 0);
            var trouble = answer.Trouble ?? (_again.Count > 0 ? $"The server could not store {_again.Count} lines for now." : null);
            _again.Clear();
            if (trouble is null)
            {
                tries = 0;
                continue;
            }

            tries = hasLasting ? 1 : tries + 1;
            await HoldAsync(trouble, answer.RetryAfter, tries, cancellationToken);
        }
    }

    private async Task HoldAsync(string trouble, TimeSpan? retryAfter, int tries, CancellationToken cancellationToken)
    {
        if (tries >= MostTries || retryAfter > s_longestPause)
            throw new CommandException($"{trouble} Stopped after line {Position().Line} of {file.Path}; run the same command again to continue.");

        // 1, 2, 4 ... 64 s when the server does not say.
        var wait = retryAfter ?? TimeSpan.FromSeconds(1 << (tries - 1));
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        watch.Hold($"{trouble} Trying again in {wait.TotalSeconds:0} s.");
        Save();
        await pause(wait, cancellationToken);
    }

    private bool TryFill()
    {
        while (_batch.Count < batchLines && _lines!.TryNext(out var line))
        {
            _batch.Add(line);
            _taken = line.End;
        }

        return _batch.Count > 0;
    }

    private void Receive(PushReceipt receipt)
    {
        var line = _batch[_answered++];
        if (receipt.MaySendAgain)
        {
            _again.Add(line);
            return;
        }

        Tally.Count(receipt);
        _lasting++;
        if (!receipt.IsStored)
            _rejections!.Add(line, receipt);
        watch.Advance(line.End.Offset, Tally);
        if (clock.GetElapsedTime(_savedAt) > s_saveEvery)
            Save();
    }

    /// <summary>Where every line before has a lasting receipt.</summary>
    private FilePosition Position()
    {
        if (_again.Count > 0)
            return _again[0].Start;
        return _answered < _batch.Count ? _batch[_answered].Start : _taken;
    }

    private void Save()
    {
        _savedAt = clock.GetTimestamp();
        _rejections!.Flush();
        var reached = Position();
        if (reached.Offset <= file.Header.End.Offset)
            return;
        new PushProgress(server, _head, file.HeadBytes, reached, file.HashBefore(reached.Offset), _rejections.RejectedBytes, _rejections.ReasonsBytes).Save(file);
    }
}
