using System.Diagnostics;
using Compounds.Simulation.Choice;
using Compounds.Solver;

namespace Compounds.Benchmarks;

/// <summary>The integer program where everything hangs together: one model that is closed and one that is not.</summary>
internal static class ChoiceSweep
{
    public static void Run(TextWriter output)
    {
        var query = new ChoiceQuery(new HarmWeights("benchmark", 1, 1, 0, 0, 0, 0), [], []);
        Time(output, "14 actions in one cluster", ChoiceModels.Clustered(1, 14, 2, 60), query, new(Questions: 21));
        Time(output, "24 actions in one cluster", ChoiceModels.Clustered(1, 24, 2, 60), query, new(Questions: 21));
        Time(output, "40 actions, effort 1 a question", ChoiceModels.Clustered(1, 40, 2, 120), query, new(Questions: 5, Effort: 1));
    }

    private static void Time(TextWriter output, string name, PlanningModel model, ChoiceQuery query, SweepLimits limits)
    {
        var watch = Stopwatch.StartNew();
        var front = SweptFront.Find(model, query, limits);
        var seconds = watch.Elapsed.TotalSeconds;
        var exact = ClusterFront.TryFind(model, query, out var all, out _)
            ? FormattableString.Invariant($"; {front.Points.Count(point => all.Points.Any(other => other.Disruption == point.Disruption && other.Harm == point.Harm))} of them on the exact front of {all.Points.Length}")
            : "";
        output.WriteLine(FormattableString.Invariant(
            $"sweep      {name,-34} {model.Consumers.Length,4} consumers  {front.Points.Length,6} points  {seconds,8:F2} s  worst gap {front.Points.Max(static point => point.ProvenGap):P1}{exact}"));
    }
}
