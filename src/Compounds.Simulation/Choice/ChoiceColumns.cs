namespace Compounds.Simulation.Choice;

/// <summary>Which amounts of an outcome a query compares, all turned so that less is better, in thousandths.</summary>
/// <remarks>First the objectives (disruption negated, the harm scalar, own axes), then one column for each budget that limits anything.</remarks>
internal sealed class ChoiceColumns
{
    private readonly ChoiceQuery _query;
    private readonly HarmBudget[] _budgets;

    public ChoiceColumns(ChoiceQuery query)
    {
        var weights = query.Weights;
        ReadOnlySpan<double> all = [weights.CivilPower, weights.CivilTelecom, weights.WaterBelowMinimum, weights.WaterBelowSurvival, weights.HospitalCritical, weights.FuelPriceStress];
        foreach (var weight in all)
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(query));

        _query = query;
        _budgets = [.. query.Budgets.Where(static budget => !double.IsPositiveInfinity(budget.Limit))];
        Limits = [.. _budgets.Select(static budget => FixedPoint.From(budget.Limit))];
    }

    /// <summary>Gets the number of objectives; at least two.</summary>
    public int Objectives => 2 + _query.OwnAxes.Length;

    /// <summary>Gets the number of columns.</summary>
    public int Width => Objectives + _budgets.Length;

    /// <summary>Gets the limit of each budget column.</summary>
    public long[] Limits { get; }

    /// <summary>Reads the columns of an outcome.</summary>
    public void Read(CutOutcome outcome, Span<long> row)
    {
        row[0] = -FixedPoint.From(_query.DisruptionOf(outcome));
        row[1] = FixedPoint.From(_query.HarmOf(outcome));
        var ledger = _query.LedgerOf(outcome);
        for (var axis = 0; axis < _query.OwnAxes.Length; axis++)
            row[2 + axis] = FixedPoint.From(ledger[_query.OwnAxes[axis]]);

        for (var budget = 0; budget < _budgets.Length; budget++)
            row[Objectives + budget] = FixedPoint.From(_budgets[budget].AmountIn(outcome));
    }
}
