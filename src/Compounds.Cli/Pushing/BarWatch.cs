using Spectre.Console;

namespace Compounds.Cli.Pushing;

/// <summary>Moves a progress bar: for a person at a terminal.</summary>
internal sealed class BarWatch(Screen screen, PushFile file, ProgressTask bar) : IPushWatch
{
    /// <inheritdoc/>
    public void Advance(long offset, PushTally tally)
    {
        bar.Value = offset;
        bar.Description = Markup.Escape($"{Path.GetFileName(file.Path)}: {tally.Lines:N0} lines, {tally.Refused:N0} refused");
    }

    /// <inheritdoc/>
    public void Hold(string sentence) => screen.Say($"{file.Path}: {sentence}");
}
