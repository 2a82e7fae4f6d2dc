namespace Compounds.Fusion;

/// <summary>Of claims by time and credence those that no other is both as new and as credible as: few, whatever their number.</summary>
internal struct Skyline
{
    private (long Moment, double Credence)[]? _steps;
    private int _count;

    private readonly ReadOnlySpan<(long Moment, double Credence)> Steps => _steps.AsSpan(0, _count);

    /// <summary>Takes in a claim; false when another is as new and as credible.</summary>
    public bool TryAdd(long moment, double credence)
    {
        foreach (var step in Steps)
        {
            if (step.Moment >= moment && step.Credence >= credence)
                return false;
        }

        var kept = 0;
        foreach (var step in Steps)
        {
            if (step.Moment > moment || step.Credence > credence)
                _steps![kept++] = step;
        }

        if (_steps is null || kept == _steps.Length)
            Array.Resize(ref _steps, Math.Max(4, kept * 2));
        _steps[kept] = (moment, credence);
        _count = kept + 1;
        return true;
    }

    public void Clear() => _count = 0;

    public readonly bool Contains(long moment, double credence) => Steps.Contains((moment, credence));

    /// <summary>The greatest credence of a claim of an hour or later; 0 without one.</summary>
    public readonly double MostSince(long hour)
    {
        var most = 0.0;
        foreach (var step in Steps)
        {
            if (step.Moment >= hour)
                most = Math.Max(most, step.Credence);
        }

        return most;
    }

    /// <summary>The greatest credence, ramped, of a claim after an hour; 0 without one.</summary>
    public readonly double MostAfter(long hour, Ramp ramp)
    {
        var most = 0.0;
        foreach (var step in Steps)
        {
            if (step.Moment > hour && step.Credence > most)
                most = Math.Max(most, step.Credence * ramp.At(step.Moment - hour));
        }

        return most;
    }
}
