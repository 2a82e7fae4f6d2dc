using System.Runtime.InteropServices;
using Compounds.Simulation;

namespace Compounds.Grains.Scenarios;

/// <summary>
/// A block on its way between silos: its numbers as they lie in memory (all platforms supported are little-endian), because a block of 1,000
/// nodes and 720 hours is 7 MB and member by member would take longer to write than to simulate.
/// </summary>
[GenerateSerializer, Immutable, Alias("simulation/block-outcome")]
public readonly record struct BlockOutcomeParts(
    [Id(0)] int Index, [Id(1)] int Samples, [Id(2)] string ScenarioHash, [Id(3)] byte[] Totals, [Id(4)] byte[] BaselineWorkerHours, [Id(5)] byte[] BySlot,
    [Id(6)] byte[] ByHour, [Id(7)] byte[] FirstBelowHalf, [Id(8)] byte[] HoursBelowHalf, [Id(9)] byte[] MovedTo);

/// <summary>Takes blocks apart and puts them together.</summary>
[RegisterConverter]
public sealed class BlockOutcomeConverter : IConverter<BlockOutcome, BlockOutcomeParts>
{
    /// <inheritdoc/>
    public BlockOutcome ConvertFromSurrogate(in BlockOutcomeParts surrogate) => new()
    {
        Index = surrogate.Index,
        Samples = surrogate.Samples,
        ScenarioHash = surrogate.ScenarioHash,
        Totals = Numbers<double>(surrogate.Totals),
        BaselineWorkerHours = Numbers<double>(surrogate.BaselineWorkerHours),
        BySlot = Numbers<float>(surrogate.BySlot),
        ByHour = Numbers<float>(surrogate.ByHour),
        FirstBelowHalf = Numbers<short>(surrogate.FirstBelowHalf),
        HoursBelowHalf = Numbers<short>(surrogate.HoursBelowHalf),
        MovedTo = Numbers<float>(surrogate.MovedTo),
    };

    /// <inheritdoc/>
    public BlockOutcomeParts ConvertToSurrogate(in BlockOutcome value) => new(
        value.Index, value.Samples, value.ScenarioHash, Bytes(value.Totals), Bytes(value.BaselineWorkerHours), Bytes(value.BySlot),
        Bytes(value.ByHour), Bytes(value.FirstBelowHalf), Bytes(value.HoursBelowHalf), Bytes(value.MovedTo));

    private static byte[] Bytes<T>(T[] numbers)
        where T : unmanaged => MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();

    private static T[] Numbers<T>(byte[] bytes)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(bytes).ToArray();
}
