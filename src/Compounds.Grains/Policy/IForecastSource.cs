using Compounds.Readers;
using Compounds.Simulation;

namespace Compounds.Grains.Policy;

/// <summary>Where policy actions find the scenarios that they rest on and, at review, the samples that foretold what was observed.</summary>
public interface IForecastSource
{
    /// <summary>Finds a scenario of a class of readers.</summary>
    /// <param name="reader">Whose scenario: another class's is not found.</param>
    /// <param name="scenario">Its address, 64 hexadecimal digits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The scenario; null when nobody of these readers asked it.</returns>
    Task<ForecastBasis?> FindAsync(Reader reader, string scenario, CancellationToken cancellationToken);
}

/// <summary>A scenario with what it came to.</summary>
/// <param name="Scenario">What is simulated.</param>
/// <param name="KnownAt">What had been recorded by then went into its network, in UTC.</param>
/// <param name="Outcome">The outcome with its samples; null while it is not known.</param>
/// <param name="Label">Whose reports it rests on, and how far that may be shown.</param>
public sealed record ForecastBasis(Scenario Scenario, DateTimeOffset KnownAt, Outcome? Outcome, Label Label);
