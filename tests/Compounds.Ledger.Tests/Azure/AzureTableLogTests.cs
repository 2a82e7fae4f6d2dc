using Azure.Data.Tables;
using Compounds.Driving;

namespace Compounds.Ledger.Tests;

[RequiresAzurite]
[Collection(AzuriteCollection.Name)]
public sealed class AzureTableLogTests(AzuriteProcess azurite) : AzureLogTests
{
    private readonly string _name = $"t{Guid.NewGuid():N}";

    // An append takes a few milliseconds here, against 0.1.
    protected override int Cases => Math.Max(1, PropertyCases.Count / 50);

    [ContractFact]
    public async Task A_stream_whose_name_is_gone_is_found_by_its_rows()
    {
        Assert.True(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), CancellationToken.None));
        Assert.True(await Log.TryAppendAsync("b", 0, Some.Facts(1, 3), CancellationToken.None));
        await Table.DeleteEntityAsync(StreamDirectory.Partition, StreamKey.Of("a"));

        var verification = await LedgerVerification.RunAsync(Ledger, CancellationToken.None);
        Assert.Equal((1, 3, LedgerDamageKind.HeadMismatch), (verification.Streams, verification.Facts, verification.Damage?.Kind));
    }

    [ContractFact]
    public async Task A_pack_that_was_cut_off_is_found()
    {
        Assert.True(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), CancellationToken.None));
        var entity = await PackOfAsync("a", 1);
        entity["Pack00"] = entity.GetBinary("Pack00")[..^1];
        await Table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace);

        var verification = await LedgerVerification.RunAsync(Ledger, CancellationToken.None);
        Assert.Equal((LedgerDamageKind.Edited, 1), (verification.Damage?.Kind, verification.Damage?.Version));
    }

    internal override async Task<(IEventLog Log, LostAnswer Lost)> OpenThroughAsync(int retries)
    {
        var lost = LostAnswer.OfTable();
        return (await OpenAsync(Through(new TableClientOptions(), lost, retries)), lost);
    }

    protected override async Task<IStoredLedger> OpenAsync() => await OpenAsync(new TableClientOptions());

    protected override async Task<IEventLog> OpenRivalAsync() => await OpenAsync();

    protected override async Task TamperAsync(string stream, long version, Tampering tampering)
    {
        if (tampering is Tampering.MoveHeadBack)
        {
            var head = (await Table.GetEntityAsync<TableEntity>(StreamKey.Of(stream), FactEntity.HeadKey)).Value;
            head["Version"] = version;
            await Table.UpdateEntityAsync(head, head.ETag, TableUpdateMode.Replace);
            return;
        }

        if (tampering is Tampering.SwapWithNext)
        {
            var (fact, next) = (await FactAsync(stream, version), await FactAsync(stream, version + 1));
            await ReplaceAsync(fact, next with { Version = version });
            await ReplaceAsync(next, fact with { Version = version + 1 });
            return;
        }

        var target = await FactAsync(stream, version);
        await ReplaceAsync(target, tampering switch
        {
            Tampering.EditBody => target with { Body = Some.Json("""{"number":99}""") },
            Tampering.EditTime => target with { RecordedAt = target.RecordedAt.AddMicroseconds(1) },
            Tampering.Drop => null,
            _ => throw new ArgumentOutOfRangeException(nameof(tampering)),
        });
    }

    private TableClient Table => azurite.Tables().GetTableClient(_name);

    private async Task<IStoredLedger> OpenAsync(TableClientOptions options) =>
        await AzureTableLog.OpenAsync(azurite.Tables(options), _name, CancellationToken.None);

    private async Task<Fact> FactAsync(string stream, long version) =>
        FactPack.Read(stream, FactEntity.Pack(await PackOfAsync(stream, version)), new StoredNames()).Single(fact => fact.Version == version);

    private async Task<TableEntity> PackOfAsync(string stream, long version)
    {
        var (key, row) = (StreamKey.Of(stream), FactEntity.RowKey(version));
        return await Table.QueryAsync<TableEntity>(entity => entity.PartitionKey == key && entity.RowKey.CompareTo(row) >= 0).FirstAsync();
    }

    // Writes the pack that holds a fact anew, with another fact in its place or with none.
    private async Task ReplaceAsync(Fact old, Fact? replacement)
    {
        var entity = await PackOfAsync(old.Stream, old.Version);
        var facts = FactPack.Read(old.Stream, FactEntity.Pack(entity), new StoredNames())
            .Select(fact => fact.Version == old.Version ? replacement : fact).OfType<Fact>().ToList();
        if (facts.Count == 0)
        {
            await Table.DeleteEntityAsync(entity);
            return;
        }

        entity["Pack00"] = Assert.Single(FactPack.Write(facts)).Pack;
        await Table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace);
    }
}
