using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Compounds.Driving;

namespace Compounds.Ledger.Tests;

public abstract partial class EventLogTests
{
    [ContractFact]
    public async Task Each_fact_carries_the_link_that_the_documentation_defines()
    {
        Assert.True(await AppendAsync(Stream, 0, Some.Facts(1, 2)));
        Assert.True(await AppendAsync(Stream, 2, Some.Fact(3)));

        var previous = new byte[32];
        foreach (var fact in await ReadAsync(Stream))
        {
            previous = SHA256.HashData([
                .. previous, .. Counted(fact.Stream), .. BigEndian(fact.Version), .. BigEndian(fact.RecordedAt.UtcTicks), .. Counted(fact.Name), .. fact.Body.Span]);
            Assert.Equal(previous, fact.Hash.ToArray());
        }

        static byte[] BigEndian(long number)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
            return bytes;
        }

        static byte[] Counted(string text) => [.. BigEndian(Encoding.UTF8.GetByteCount(text)).AsSpan(4), .. Encoding.UTF8.GetBytes(text)];
    }

    [ContractFact]
    public async Task An_intact_ledger_is_counted()
    {
        Assert.Equal(new LedgerVerification(0, 0, null), await LedgerVerification.RunAsync(Ledger, None));
        await FillAsync();
        Assert.Equal(new LedgerVerification(3, 30, null), await LedgerVerification.RunAsync(Ledger, None));
    }

    [ContractFact]
    public Task An_edited_body_is_found() => IsFoundAsync(4, Tampering.EditBody, LedgerDamageKind.Edited, 4);

    [ContractFact]
    public Task An_edited_time_is_found() => IsFoundAsync(1, Tampering.EditTime, LedgerDamageKind.Edited, 1);

    [ContractFact]
    public Task A_last_fact_that_was_edited_is_found() => IsFoundAsync(10, Tampering.EditBody, LedgerDamageKind.Edited, 10);

    [ContractFact]
    public Task A_fact_dropped_from_the_middle_is_found() => IsFoundAsync(5, Tampering.Drop, LedgerDamageKind.Dropped, 5);

    [ContractFact]
    public Task A_first_fact_that_was_dropped_is_found() => IsFoundAsync(1, Tampering.Drop, LedgerDamageKind.Dropped, 1);

    [ContractFact]
    public Task A_fact_dropped_from_the_end_is_found() => IsFoundAsync(10, Tampering.Drop, LedgerDamageKind.Dropped, 10);

    [ContractFact]
    public Task Swapped_facts_are_found() => IsFoundAsync(6, Tampering.SwapWithNext, LedgerDamageKind.Reordered, 6);

    [ContractFact]
    public Task A_head_that_was_moved_is_found() => IsFoundAsync(7, Tampering.MoveHeadBack, LedgerDamageKind.HeadMismatch, 7);

    [ContractFact]
    public async Task A_reader_stops_at_a_gap_instead_of_folding_around_it()
    {
        await FillAsync();
        await TamperAsync("b", 5, Tampering.Drop);
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("b"));
    }

    [ContractFact]
    public async Task A_reader_stops_where_the_end_is_missing()
    {
        await FillAsync();
        await TamperAsync("b", 10, Tampering.Drop);
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("b"));
    }

    private async Task IsFoundAsync(long version, Tampering tampering, LedgerDamageKind kind, long foundAt)
    {
        await FillAsync();
        await TamperAsync("b", version, tampering);

        var verification = await LedgerVerification.RunAsync(Ledger, None);
        Assert.Equal((kind, "b", foundAt), (verification.Damage?.Kind, verification.Damage?.Stream, verification.Damage?.Version));
        Assert.Contains($"version {foundAt}", verification.Damage!.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, verification.Streams);
    }

    // Three streams of ten facts, in appends of one and of three.
    private async Task FillAsync()
    {
        foreach (var stream in new[] { "a", "b", "c" })
        {
            for (var version = 0; version < 9; version += 3)
                Assert.True(await AppendAsync(stream, version, Some.Facts(version + 1, 3)));
            Assert.True(await AppendAsync(stream, 9, Some.Fact(10)));
        }
    }
}
