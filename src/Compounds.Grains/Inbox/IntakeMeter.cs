using System.Diagnostics.Metrics;
using Compounds.Reports;

namespace Compounds.Grains.Inbox;

/// <summary>What intake is measured by.</summary>
public sealed class IntakeMeter : IDisposable
{
    /// <summary>The name of the meter, for exporters.</summary>
    public const string Name = "Compounds";

    private readonly Meter _meter;
    private readonly Counter<long> _filed;
    private readonly Counter<long> _applied;

    /// <summary>Creates the instruments.</summary>
    public IntakeMeter(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _filed = _meter.CreateCounter<long>("compounds.reports.filed", "{report}", "Reports that were offered, by outcome.");
        _applied = _meter.CreateCounter<long>("compounds.reports.applied", "{report}", "Reports whose claims all their subjects have applied.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts the outcomes of one batch.</summary>
    internal void Filed(IReadOnlyList<Filed> answers)
    {
        var accepted = answers.Count(static answer => answer.Outcome is ReceiptOutcome.Accepted);
        _filed.Add(accepted, new KeyValuePair<string, object?>("outcome", "accepted"));
        if (accepted < answers.Count)
            _filed.Add(answers.Count - accepted, new KeyValuePair<string, object?>("outcome", "refused"));
    }

    /// <summary>Counts reports that were applied.</summary>
    internal void Applied(int reports) => _applied.Add(reports);
}
