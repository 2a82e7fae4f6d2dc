using Compounds.Driving;
using CsCheck;

namespace Compounds.Ledger.Tests;

public abstract partial class EventLogTests
{
    private int _case;

    /// <summary>One move of a writer: which of three writers, to which of two streams, how many facts.</summary>
    private static readonly Gen<(int Writer, int Stream, int Facts)[]> Moves = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 4]).Array[1, 12];

    [ContractFact]
    public async Task Any_interleaving_of_rival_writers_leaves_the_facts_of_the_winners_without_a_gap()
    {
        await Moves.SampleAsync(
            async moves =>
            {
                var prefix = $"in-turn/{Interlocked.Increment(ref _case)}/";
                var stored = new List<long>[] { [], [] };
                var known = new int[][] { [0, 0], [0, 0], [0, 0] }; // what each writer believes of each stream
                foreach (var (move, (writer, stream, count)) in moves.Index())
                {
                    var facts = Some.Facts(100 * move, count);
                    var won = await AppendAsync(prefix + stream, known[writer][stream], facts);
                    Assert.Equal(known[writer][stream] == stored[stream].Count, won);
                    if (won)
                        stored[stream].AddRange(Enumerable.Range(0, count).Select(offset => (100L * move) + offset));
                    known[writer][stream] = stored[stream].Count;
                }

                for (var stream = 0; stream < 2; stream++)
                    Assert.Equal(stored[stream], await ReadNumbersAsync(prefix + stream));
            },
            iter: Cases);
        Assert.Null((await LedgerVerification.RunAsync(Ledger, None)).Damage);
    }

    [ContractFact]
    public async Task Rival_writers_at_the_same_time_leave_one_chain_that_holds_what_each_was_told()
    {
        await Moves.SampleAsync(
            async moves =>
            {
                var prefix = $"at-once/{Interlocked.Increment(ref _case)}/";
                var writers = moves.Index().GroupBy(move => move.Item.Writer).Select(own => Task.Run(async () =>
                {
                    var told = new List<long>();
                    foreach (var (move, (_, stream, count)) in own)
                        told.AddRange(await InsistAsync(prefix + stream, Some.Facts(100 * move, count)));
                    return told;
                }));
                var told = (await Task.WhenAll(writers)).SelectMany(numbers => numbers).Order();

                var stored = (await ReadNumbersAsync(prefix + 0)).Concat(await ReadNumbersAsync(prefix + 1)).Order();
                Assert.Equal(told, stored);
            },
            iter: Cases);
        Assert.Null((await LedgerVerification.RunAsync(Ledger, None)).Damage);
    }

    // A writer that catches up when a rival was first, as a grain does.
    private async Task<IEnumerable<long>> InsistAsync(string stream, NewFact[] facts)
    {
        for (var version = 0; ; version = (await ReadAsync(stream)).Count)
        {
            if (await AppendAsync(stream, version, facts))
                return facts.Select(fact => Number(fact.Body));
        }
    }

    private async Task<IEnumerable<long>> ReadNumbersAsync(string stream) => (await ReadAsync(stream)).Select(fact => Number(fact.Body));

    private static long Number(ReadOnlyMemory<byte> body)
    {
        using var json = System.Text.Json.JsonDocument.Parse(body);
        return json.RootElement.GetProperty("number").GetInt64();
    }
}
