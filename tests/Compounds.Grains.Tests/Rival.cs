using Compounds.Ledger;

namespace Compounds.Grains.Tests;

/// <summary>Another writer of a stream.</summary>
internal static class Rival
{
    /// <summary>Appends behind whatever stands last, which may be a mark of the inbox that comes while this reads.</summary>
    /// <returns>The version of the fact.</returns>
    public static async Task<long> AppendAsync(this IEventLog log, string stream, string name, ReadOnlyMemory<byte> body, DateTimeOffset at)
    {
        while (true)
        {
            var version = await log.ReadAsync(stream, 1, int.MaxValue, CancellationToken.None).CountAsync();
            if (await log.TryAppendAsync(stream, version, [new NewFact(name, at, body)], CancellationToken.None))
                return version + 1;
        }
    }
}
