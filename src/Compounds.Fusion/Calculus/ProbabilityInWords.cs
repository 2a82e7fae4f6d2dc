namespace Compounds.Fusion;

/// <summary>Says a probability in words.</summary>
public static class ProbabilityInWords
{
    private static readonly string[] Expressions =
        ["almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"];

    /// <summary>The expression for a probability, 0 to 1, by the thresholds of the constants.</summary>
    public static ProbabilityWords Of(double probability, FusionConstants constants)
    {
        var thresholds = constants.WordThresholds.Value;
        var step = 0;
        while (step < thresholds.Length && probability > thresholds[step])
            step++;
        return (ProbabilityWords)step;
    }

    /// <summary>The English expression: "very likely".</summary>
    public static string Text(this ProbabilityWords words) => Expressions[(int)words];
}
