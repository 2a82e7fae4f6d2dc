using System.Diagnostics.CodeAnalysis;
using Compounds.Simulation.Choice;

namespace Compounds.Solver;

/// <summary>The front of a planning model by the best way there is for it: exactly by clusters, else by a sweep with proven gaps.</summary>
public static class CutChoice
{
    /// <summary>Finds the front.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">What is compared and what is allowed.</param>
    /// <param name="limits">How much a sweep may cost, if one is needed.</param>
    /// <param name="front">The front.</param>
    /// <param name="refusal">The actions that hang together, when the query has own axes and they are too many to try.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Whether there is an answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit, weight or amount is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static bool TryFind(
        PlanningModel model,
        ChoiceQuery query,
        SweepLimits limits,
        [NotNullWhen(true)] out CutFront? front,
        [NotNullWhen(false)] out ClusterTooLarge? refusal,
        CancellationToken cancellationToken = default)
    {
        if (ClusterFront.TryFind(model, query, out front, out refusal, cancellationToken))
            return true;
        if (!query.OwnAxes.IsEmpty)
            return false;

        front = SweptFront.Find(model, query, limits, cancellationToken);
        refusal = null;
        return true;
    }
}
