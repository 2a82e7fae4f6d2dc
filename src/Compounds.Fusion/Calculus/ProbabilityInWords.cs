namespace Compounds.Fusion;

/// <summary>Says a probability in words.</summary>
public static class ProbabilityInWords
{
    // So that one report of the best grade, which makes 0.95 but for rounding, is almost certain.
    private const int Digits = 6;

    private static readonly string[] s_expressions =
        ["almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"];

    /// <summary>The expression for a probability, 0 to 1, by the thresholds of the constants.</summary>
    public static ProbabilityWords Of(double probability, FusionConstants constants)
    {
        var thresholds = constants.WordThresholds.Value;
        var rounded = Math.Round(probability, Digits);
        var step = 0;
        while (step < thresholds.Length && (rounded > thresholds[step] || (step == thresholds.Length - 1 && rounded == thresholds[step])))
            step++;
        return (ProbabilityWords)step;
    }

    /// <summary>The English expression: "very likely".</summary>
    public static string Text(this ProbabilityWords words) => s_expressions[(int)words];
}
