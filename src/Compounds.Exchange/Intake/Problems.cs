using Compounds.Reports;

namespace Compounds.Exchange.Intake;

/// <summary>What was found wrong or odd in one line so far.</summary>
internal sealed class Problems
{
    private List<ReportProblem>? _errors;
    private List<ReportProblem>? _warnings;

    /// <summary>Whether any rule is broken.</summary>
    public bool Any => _errors is not null;

    /// <summary>The rules broken, in the order in which they were met.</summary>
    public IReadOnlyList<ReportProblem> Errors => _errors ?? (IReadOnlyList<ReportProblem>)[];

    /// <summary>What looks odd, in the order in which it was met.</summary>
    public IReadOnlyList<ReportProblem> Warnings => _warnings ?? (IReadOnlyList<ReportProblem>)[];

    /// <summary>Notes one; beyond the limit only that there were more, so that a hostile line cannot fill the memory with answers.</summary>
    public void Add(RefusalCode code, in Where where, string message)
    {
        var list = code.IsWarning ? _warnings ??= [] : _errors ??= [];
        if (list.Count < ReportLimits.Problems)
            list.Add(new ReportProblem(where.ToString(), code.Code, message));
        else if (list.Count == ReportLimits.Problems)
            list.Add(new ReportProblem("", RefusalCodes.MoreProblems.Code, $"Only the first {ReportLimits.Problems} are listed; mend these and send the line again."));
    }
}
