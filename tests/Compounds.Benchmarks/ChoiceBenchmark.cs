namespace Compounds.Benchmarks;

/// <summary>`-- choice`: how long the choice of cuts takes, by size.</summary>
internal static class ChoiceBenchmark
{
    public static int Run(TextWriter output)
    {
        ChoiceSeverance.Run(output);
        ChoiceFront.Run(output);
        ChoiceSweep.Run(output);
        return 0;
    }
}
