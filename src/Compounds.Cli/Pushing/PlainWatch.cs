namespace Compounds.Cli.Pushing;

/// <summary>Writes a line every ten seconds: for logs and pipes.</summary>
internal sealed class PlainWatch(Screen screen, PushFile file, TimeProvider clock) : IPushWatch
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(10);

    private long _last = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Advance(long offset, PushTally tally)
    {
        if (clock.GetElapsedTime(_last) < s_every)
            return;
        _last = clock.GetTimestamp();
        screen.Say($"{file.Path}: {100.0 * offset / file.Length:0} %, {tally.Lines:N0} lines, {tally.Refused:N0} refused");
    }

    /// <inheritdoc/>
    public void Hold(string sentence) => screen.Complain($"{file.Path}: {sentence}");
}
