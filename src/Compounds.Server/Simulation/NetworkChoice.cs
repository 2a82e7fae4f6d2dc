using Compounds.Assessments;
using Compounds.Grains.Networks;
using Compounds.Server.Problems;

namespace Compounds.Server.Simulation;

/// <summary>Which network a question rests on: the one that it names, else the live one.</summary>
internal static class NetworkChoice
{
    /// <summary>The answer when there is no such network.</summary>
    public static Problem Absent { get; } = Problem.NotFound("No network of this hash was compiled for you lately. Leave network out to compile one now.");

    /// <summary>Finds or compiles it.</summary>
    /// <param name="networks">The networks of the caller's class.</param>
    /// <param name="hash">The hash that was named; null for the live one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The network; null when none of this hash was compiled for these readers lately.</returns>
    public static async Task<NetworkView?> ChooseAsync(this INetworkGrain networks, string? hash, CancellationToken cancellationToken) =>
        hash is null ? await networks.CompileAsync(SubjectQuestion.Now, cancellationToken) : await networks.FindAsync(hash, cancellationToken);
}
