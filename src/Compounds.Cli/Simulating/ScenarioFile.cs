using System.Collections.Immutable;
using Compounds.Simulation;

namespace Compounds.Cli.Simulating;

/// <summary>A scenario with its network, read from a file and found to fit.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Network">The network.</param>
/// <param name="Scenario">The scenario.</param>
internal sealed record ScenarioFile(string Title, Network Network, Scenario Scenario)
{
    private const int MostShown = 20;

    /// <summary>Reads a scenario file and the network beside it.</summary>
    /// <exception cref="CommandException">Something is wrong; the message says what and where, a line each.</exception>
    public static async Task<ScenarioFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var reading = ScenarioDocument.Read(await File.ReadAllBytesAsync(path, cancellationToken));
        Refuse(path, reading.Problems, "");
        var (networkPath, prefix) = (path, "/network");
        if (reading.NetworkFile is { } file)
            (networkPath, prefix) = (Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file), "");
        if (!File.Exists(networkPath))
            throw new CommandException($"{path} /network: There is no file {reading.NetworkFile} beside the scenario.");
        var network = Network.Read(reading.Network ?? await File.ReadAllBytesAsync(networkPath, cancellationToken));
        Refuse(networkPath, network.Problems, prefix);
        Refuse(path, reading.Scenario.Check(network.Network!), "");
        return new(reading.Title.Length > 0 ? reading.Title : Path.GetFileNameWithoutExtension(path), network.Network!, reading.Scenario);
    }

    private static void Refuse(string path, ImmutableArray<NetworkProblem> problems, string prefix)
    {
        if (problems.IsEmpty)
            return;
        var lines = problems.Take(MostShown).Select(p => $"{path} {prefix}{p.Path}: {p.Message}");
        var rest = problems.Length > MostShown ? $"{Environment.NewLine}and {problems.Length - MostShown} more." : "";
        throw new CommandException(string.Join(Environment.NewLine, lines) + rest);
    }
}
