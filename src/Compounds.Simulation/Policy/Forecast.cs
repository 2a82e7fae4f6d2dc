using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>What a simulation said, short enough for the ledger, with the addresses of everything it was made from.</summary>
/// <param name="InputHash">The address of network and scenario together, SHA-256 in lower-case hexadecimal.</param>
/// <param name="NetworkHash">The address of the network.</param>
/// <param name="KnownAt">What had been recorded by then went into the network, in UTC.</param>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="Horizon">The hours simulated.</param>
/// <param name="Samples">The number of samples, at least 1.</param>
/// <param name="SamplesHash">The address of the stored samples, by which a changed one is found.</param>
/// <param name="Lines">The quantiles, captive exposure first.</param>
[GenerateSerializer, Immutable, Alias("policy/forecast")]
public sealed record Forecast(
    [Id(0)] string InputHash,
    [Id(1)] string NetworkHash,
    [Id(2)] DateTimeOffset KnownAt,
    [Id(3)] ulong Seed,
    [Id(4)] int Horizon,
    [Id(5)] int Samples,
    [Id(6)] string SamplesHash,
    [Id(7)] ImmutableArray<ForecastLine> Lines)
{
    private const int HashLength = 64;

    /// <summary>Makes a forecast of an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="scenario">Its scenario.</param>
    /// <param name="knownAt">The as-known time of its network.</param>
    public static Forecast Of(Outcome outcome, Scenario scenario, DateTimeOffset knownAt) => new(
        outcome.ScenarioHash,
        outcome.NetworkHash,
        knownAt.ToUniversalTime(),
        scenario.Seed,
        scenario.Horizon,
        outcome.Samples,
        HashOfSamples(outcome),
        [.. outcome.Lines.Select(l => ForecastLine.Of(l.Line, outcome.TotalsOf(l.Line)))]);

    /// <summary>The address of an outcome's samples.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>SHA-256 in lower-case hexadecimal; equal to <see cref="SamplesHash"/> as long as no sample was changed.</returns>
    public static string HashOfSamples(Outcome outcome)
    {
        using var hash = new CanonicalHash("samples/1");
        hash.Add(outcome.ScenarioHash);
        hash.Add(outcome.Samples);
        hash.Add(outcome.SampleTotals.AsSpan());
        return hash.Finish();
    }

    /// <summary>The quantiles of a line.</summary>
    /// <param name="line">Which line.</param>
    /// <returns>The quantiles; null when the forecast does not hold the line.</returns>
    public ForecastLine? Find(LedgerLine line) => Lines.FirstOrDefault(l => l.Line == line);

    /// <summary>Whether all three addresses are hashes.</summary>
    internal bool IsAddressed() => IsHash(InputHash) && IsHash(NetworkHash) && IsHash(SamplesHash);

    private static bool IsHash(string? text) => text is { Length: HashLength } && text.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}

/// <summary>The quantiles of one line over the samples, in the unit of the line.</summary>
/// <param name="Line">Which line.</param>
/// <param name="P5">One sample in twenty is below.</param>
/// <param name="P10">One sample in ten is below.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">One sample in ten is above.</param>
/// <param name="P95">One sample in twenty is above.</param>
[GenerateSerializer, Immutable, Alias("policy/forecast-line")]
public sealed record ForecastLine(
    [Id(0)] LedgerLine Line, [Id(1)] double P5, [Id(2)] double P10, [Id(3)] double P50, [Id(4)] double P90, [Id(5)] double P95)
{
    /// <summary>Summarises samples.</summary>
    /// <param name="line">Which line.</param>
    /// <param name="samples">Its samples, at least one.</param>
    public static ForecastLine Of(LedgerLine line, ReadOnlySpan<double> samples)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted);
        return new(line, Quantiles.Of(sorted, 0.05), Quantiles.Of(sorted, 0.1), Quantiles.Of(sorted, 0.5), Quantiles.Of(sorted, 0.9), Quantiles.Of(sorted, 0.95));
    }
}
