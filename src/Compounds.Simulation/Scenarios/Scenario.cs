using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation;

/// <summary>Everything that decides an outcome besides the network itself.</summary>
[Immutable]
public sealed record Scenario
{
    /// <summary>Gets the measures; their order does not matter.</summary>
    public ImmutableArray<Measure> Measures { get; init; } = [];

    /// <summary>Gets the seed of all draws. Scenarios with the same seed are compared sample by sample.</summary>
    public ulong Seed { get; init; } = 20250205;

    /// <summary>Gets the hours simulated, 1 to 8,760; by default 720.</summary>
    public int Horizon { get; init; } = 720;

    /// <summary>Gets who is served first when there is not enough.</summary>
    public RationingPolicy Policy { get; init; }

    /// <summary>Gets the largest number of samples, 1 to 100,000; by default 10,000.</summary>
    public int Samples { get; init; } = 10_000;

    /// <summary>Gets the relative width at which P50 and P90 of lost worker-hours count as found; 0 means all samples are run. By default 2 %.</summary>
    public double Tolerance { get; init; } = 0.02;

    /// <summary>Gets how people move between sites; nothing means they stay.</summary>
    public DisplacementRule? Displacement { get; init; }

    /// <summary>Gets the number of blocks of <see cref="BlockOutcome.Size"/> samples, the last one perhaps short.</summary>
    public int BlockCount => (Samples + BlockOutcome.Size - 1) / BlockOutcome.Size;

    /// <summary>The address of the outcome: SHA-256 over the network and every field, lower-case hexadecimal.</summary>
    /// <param name="network">The network simulated.</param>
    /// <returns>The hash.</returns>
    public string Hash(Network network)
    {
        using var hash = new CanonicalHash("scenario/1");
        hash.Add(network.Hash);
        hash.Add(unchecked((long)Seed));
        hash.Add(Horizon);
        hash.Add((int)Policy);
        hash.Add(Samples);
        hash.Add([Tolerance]);
        var measures = InOrder();
        hash.Add(measures.Length);
        foreach (var measure in measures)
        {
            hash.Add(measure.Target);
            hash.Add((int)measure.Kind);
            hash.Add(measure.From);
            hash.Add(measure.To ?? -1);
            hash.Add(measure.Depth);
        }

        foreach (var (name, quantity) in Displacement?.Draws() ?? [])
        {
            hash.Add(name);
            hash.Add(quantity);
        }

        return hash.Finish();
    }

    /// <summary>Says what is wrong with the scenario for a network.</summary>
    /// <param name="network">The network to be simulated.</param>
    /// <returns>The problems, located as <c>/measures/0/target</c>; empty when the scenario can be run.</returns>
    public ImmutableArray<NetworkProblem> Check(Network network) => ScenarioCheck.Of(network, this);

    /// <summary>The measures in canonical order, so that products of floats do not depend on the order given.</summary>
    internal Measure[] InOrder() =>
    [
        .. Measures.OrderBy(m => m.Target, StringComparer.Ordinal).ThenBy(m => m.Kind).ThenBy(m => m.From).ThenBy(m => m.To ?? int.MaxValue)
            .ThenBy(m => m.Depth.ToString(), StringComparer.Ordinal),
    ];
}
