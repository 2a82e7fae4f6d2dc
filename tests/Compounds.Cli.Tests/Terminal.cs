using System.Globalization;

namespace Compounds.Cli.Tests;

/// <summary>Runs command lines in this process, as a shell would with redirected output, and never waits.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    /// <summary>What was written to both streams.</summary>
    public string Text => _output.ToString() + _error;

    /// <summary>What was written to the standard output.</summary>
    public string Output => _output.ToString();

    /// <summary>The pauses that were asked for, in order.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    public Task<int> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    public Task<int> RunAsync(CancellationToken cancellation, params string[] arguments) =>
        CommandLine.RunAsync(arguments, new Screen(_output, _error, terminal: null), TimeProvider.System, Pause, cancellation);

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private Task Pause(TimeSpan time, CancellationToken cancellationToken)
    {
        Pauses.Add(time);
        return Task.CompletedTask;
    }
}
