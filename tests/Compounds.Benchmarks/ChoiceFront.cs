using System.Diagnostics;
using Compounds.Simulation.Choice;
using Compounds.Simulation.Tests.Choice;

namespace Compounds.Benchmarks;

/// <summary>The exact front of clustered planning models, with and without a budget that binds.</summary>
internal static class ChoiceFront
{
    private static readonly HarmWeights Weights = new("benchmark", 1, 1, 0, 0, 0, 0);

    public static void Run(TextWriter output)
    {
        Time(output, "10 clusters x 10 actions, expected", ClusteredInstance.Create("hundred"), new(Weights, [], []));
        Time(output, "10 clusters x 10 actions", ChoiceModels.Clustered(10, 10, 2, 20), new(Weights, [], []));
        Time(output, "  and a budget on telecom", ChoiceModels.Clustered(10, 10, 2, 20), new(Weights, [new(HarmLine.CivilTelecom, 300)], []));
        Time(output, "  5 clusters, captives an own axis", ChoiceModels.Clustered(5, 10, 2, 20), new(Weights, [], [HarmLine.CaptiveExposure]));
        Time(output, "4 clusters x 16 actions", ChoiceModels.Clustered(4, 16, 2, 32), new(Weights, [], []));
    }

    private static void Time(TextWriter output, string name, PlanningModel model, ChoiceQuery query)
    {
        var best = double.PositiveInfinity;
        var points = 0;
        for (var repeat = 0; repeat < 3; repeat++)
        {
            var watch = Stopwatch.StartNew();
            if (!ClusterFront.TryFind(model, query, out var front, out _))
                throw new InvalidOperationException("The benchmark's clusters are too large.");

            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            points = front.Points.Length;
        }

        output.WriteLine(FormattableString.Invariant($"front      {name,-34} {model.Consumers.Length,4} consumers  {points,6:N0} points  best {best,8:F1} ms"));
    }
}
