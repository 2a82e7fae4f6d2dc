namespace Compounds.Ledger.Tests;

public sealed class FactPackTests
{
    [Fact]
    public void The_largest_append_fits_one_transaction()
    {
        var fact = Some.FactOfBytes(LedgerLimits.MaxBodyBytes);
        var each = LedgerLimits.MaxAppendBytes / 7 * 2; // two of these do not fit one pack: the most packs an append can need
        foreach (var bytes in new[] { LedgerLimits.MaxBodyBytes, each, 600, 11 })
        {
            fact = Some.FactOfBytes(bytes);
            var count = Math.Min(LedgerLimits.MaxFactsPerAppend, LedgerLimits.MaxAppendBytes / LedgerLimits.StoredBytes(fact));
            var packs = FactPack.Write([.. Enumerable.Range(1, count).Select(version => new Fact("s", version, fact.RecordedAt, fact.Name, fact.Body, new byte[32]))]).ToList();
            Assert.All(packs, pack => Assert.InRange(pack.Pack.Length, 1, TableLimits.MaxPackBytes));
            Assert.InRange(packs.Count, 1, TableLimits.MaxTransactionEntities - 1);
            Assert.InRange(packs.Sum(pack => (pack.Pack.Length * 4L / 3) + 4096), 1, TableLimits.MaxTransactionBytes - 4096);
        }
    }

    [Fact]
    public void A_pack_of_a_later_format_is_not_read_as_this_one() =>
        Assert.Throws<InvalidDataException>(() => FactPack.Read("s", new byte[] { 2, 0, 0 }, new StoredNames()));
}
