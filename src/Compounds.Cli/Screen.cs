using Spectre.Console;

namespace Compounds.Cli;

/// <summary>Where a command talks: plain text to two writers, and a live display when a person is watching.</summary>
/// <param name="output">Receives results.</param>
/// <param name="error">Receives what went wrong.</param>
/// <param name="terminal">The live display, or null when the output is redirected.</param>
internal sealed class Screen(TextWriter output, TextWriter error, IAnsiConsole? terminal)
{
    private const int TableWidth = 120;

    /// <summary>The live display, or null when the output is redirected.</summary>
    public IAnsiConsole? Terminal => terminal;

    /// <summary>Receives results.</summary>
    public TextWriter Output => output;

    /// <summary>Receives what went wrong.</summary>
    public TextWriter Error => error;

    /// <summary>The screen of this process.</summary>
    public static Screen OfProcess() => new(Console.Out, Console.Error, Console.IsOutputRedirected ? null : AnsiConsole.Console);

    /// <summary>Writes one line.</summary>
    public void Say(string sentence)
    {
        // Through the display when there is one, so that the line appears above a moving progress bar and not in it.
        if (terminal is null)
            output.WriteLine(sentence);
        else
            terminal.WriteLine(sentence);
    }

    /// <summary>Writes one line about what went wrong.</summary>
    public void Complain(string sentence) => error.WriteLine(sentence);

    /// <summary>Writes a table, without colours or lines cut to a window when the output is redirected.</summary>
    public void Show(Table table)
    {
        if (terminal is not null)
        {
            terminal.Write(table);
            return;
        }

        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output),
        });
        plain.Profile.Width = TableWidth;
        plain.Write(table);
    }
}
