using System.Diagnostics.Metrics;
using Compounds.Grains.Inbox;
using Compounds.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Compounds.Server.Problems;

/// <summary>Counts refusals by their code: a code names a rule, and never the sender or the content.</summary>
internal sealed class RefusalMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _reports;
    private readonly Counter<long> _requests;

    /// <summary>Creates the instruments.</summary>
    public RefusalMeter(IMeterFactory meters)
    {
        _meter = meters.Create(IntakeMeter.Name);
        _reports = _meter.CreateCounter<long>("compounds.reports.refused", "{report}",
            "Reports that were not stored, by the code of the first reason.");
        _requests = _meter.CreateCounter<long>("compounds.requests.refused", "{request}",
            "Requests that were answered with a problem, by its code.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts the refused among the receipts of a batch.</summary>
    public void Count(IReadOnlyList<Receipt> receipts)
    {
        foreach (var receipt in receipts)
        {
            if (receipt.Outcome is not (ReceiptOutcome.Accepted or ReceiptOutcome.Duplicate))
                _reports.Add(1, CodeOf(receipt.Problems.Count > 0 ? receipt.Problems[0].Code : "none"));
        }
    }

    /// <summary>Counts a problem that ends an answer already begun.</summary>
    public void Count(Problem problem) => _requests.Add(1, CodeOf(problem.Code));

    /// <summary>Counts a problem that is the answer.</summary>
    public void Count(ProblemDetails problem) => _requests.Add(1, CodeOf(problem.Type![StatusWords.Urn.Length..]));

    private static KeyValuePair<string, object?> CodeOf(string code) => new("code", code);
}
