using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Compounds.Driving;

namespace Compounds.Ledger.Tests;

[RequiresAzurite]
[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobLogTests(AzuriteProcess azurite) : AzureLogTests
{
    // Few enough shards that the streams of most tests share one, and more than one; segments that many tests fill.
    private static readonly LogSizes s_sizes = new(Shards: 2, SegmentBytes: 4_000, SegmentBlocks: 10, CheckpointBytes: 20_000);

    private readonly string _name = $"t{Guid.NewGuid():N}";

    // An append takes a few milliseconds here, against 0.1.
    protected override int Cases => Math.Max(1, PropertyCases.Count / 20);

    [ContractFact]
    public async Task Many_callers_share_blocks()
    {
        Assert.True(await Log.TryAppendAsync("opened", 0, [Some.Fact(0)], CancellationToken.None)); // The shard is known from here on.
        await Task.WhenAll(Enumerable.Range(0, 400).Select(number =>
            Log.TryAppendAsync($"stream/{number}", 0, [Some.Fact(number)], CancellationToken.None).AsTask()));

        Assert.InRange((await BlocksAsync()).Count, 2, 100);
        Assert.Equal(new LedgerVerification(401, 401, null), await LedgerVerification.RunAsync(Ledger, CancellationToken.None));
    }

    [ContractFact]
    public async Task A_full_segment_is_closed_and_the_log_goes_on_in_the_next_whoever_writes()
    {
        var rival = await OpenRivalAsync();
        for (var version = 0; version < 40; version++)
            Assert.True(await (version % 3 == 0 ? rival : Log).TryAppendAsync("a", version, [Some.Fact(version)], CancellationToken.None));

        Assert.Equal(40, (await ReadAsync("a")).Count);
        Assert.InRange(await Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "log/", CancellationToken.None).CountAsync(), 4, 5);
        Assert.Equal(new LedgerVerification(1, 40, null), await LedgerVerification.RunAsync(Ledger, CancellationToken.None));
    }

    [ContractFact]
    public async Task A_process_that_begins_from_a_checkpoint_knows_all_and_one_without_it_the_same()
    {
        for (var version = 0; version < 5; version++)
            Assert.True(await Log.TryAppendAsync("a", version, [Some.Fact(version)], CancellationToken.None));
        await ((AzureBlobLog)Log).DisposeAsync();
        Assert.True(await (await OpenAsync(new BlobClientOptions())).TryAppendAsync("a", 5, Some.Facts(5, 2), CancellationToken.None));

        Assert.Equal(7, await CountAsync(await OpenAsync(new BlobClientOptions())));
        foreach (var kept in await Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "index/", CancellationToken.None).Select(static blob => blob.Name).ToListAsync())
            await Container.DeleteBlobAsync(kept);
        Assert.Equal(7, await CountAsync(await OpenAsync(new BlobClientOptions())));

        static async Task<int> CountAsync(AzureBlobLog log) => await log.ReadAsync("a", 1, int.MaxValue, CancellationToken.None).CountAsync();
    }

    [ContractFact]
    public async Task A_process_that_only_writes_keeps_checkpoints_as_it_goes()
    {
        for (var version = 0; version < 12; version++)
            Assert.True(await Log.TryAppendAsync("a", version, [Some.FactOfBytes(4_000)], CancellationToken.None));
        await ((AzureBlobLog)Log).CheckpointsAsync();
        Assert.NotEmpty(await Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "index/", CancellationToken.None).ToListAsync());
    }

    [ContractFact]
    public async Task A_checkpoint_of_another_log_is_not_believed()
    {
        Assert.True(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), CancellationToken.None));
        await ((AzureBlobLog)Log).DisposeAsync();
        var other = $"t{Guid.NewGuid():N}";
        Assert.True(await (await AzureBlobLog.OpenAsync(azurite.Blobs(), other, s_sizes, CancellationToken.None)).TryAppendAsync("a", 0, Some.Facts(7, 3), CancellationToken.None));
        var container = azurite.Blobs().GetBlobContainerClient($"{other}-log");
        await foreach (var kept in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "index/", CancellationToken.None))
        {
            var content = (await Container.GetBlobClient(kept.Name).DownloadContentAsync()).Value.Content;
            await container.GetBlobClient(kept.Name).UploadAsync(content, overwrite: true);
        }

        var log = await AzureBlobLog.OpenAsync(azurite.Blobs(), other, CancellationToken.None);
        Assert.Equal([7, 8, 9], (await log.ReadAsync("a", 1, int.MaxValue, CancellationToken.None).ToListAsync())
            .Select(static fact => System.Text.Json.JsonDocument.Parse(fact.Body).RootElement.GetProperty("number").GetInt32()));
    }

    [ContractFact]
    public async Task A_log_whose_last_block_was_cut_off_since_its_checkpoint_is_found()
    {
        for (var version = 0; version < 3; version++)
            Assert.True(await Log.TryAppendAsync("a", version, [Some.Fact(version)], CancellationToken.None));
        await ((AzureBlobLog)Log).DisposeAsync();
        Assert.Null((await LedgerVerification.RunAsync(Ledger, CancellationToken.None)).Damage);

        await RewriteAsync(blocks => blocks[..^1]);
        var verification = await LedgerVerification.RunAsync(Ledger, CancellationToken.None);
        Assert.Equal((1, 2, LedgerDamageKind.HeadMismatch), (verification.Streams, verification.Facts, verification.Damage?.Kind));
        Assert.Contains("Block 3", verification.Damage!.Sentence, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_block_that_was_taken_out_is_found_although_each_stream_that_is_left_is_intact()
    {
        for (var number = 0; number < 3; number++)
            Assert.True(await Log.TryAppendAsync($"stream/{number}", 0, [Some.Fact(number)], CancellationToken.None));

        // Three blocks in two shards: one of them has at least two.
        await RewriteAsync(blocks => blocks.Count > 1 ? blocks[1..] : blocks);
        var damage = (await LedgerVerification.RunAsync(Ledger, CancellationToken.None)).Damage;
        Assert.Equal(LedgerDamageKind.HeadMismatch, damage?.Kind);
        Assert.Contains("does not follow the one before it", damage!.Sentence, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task A_log_that_cannot_be_read_from_a_block_on_says_so_and_takes_nothing()
    {
        Assert.True(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), CancellationToken.None));
        Assert.True(await Log.TryAppendAsync("a", 3, Some.Facts(4, 3), CancellationToken.None));
        await RewriteAsync(blocks => [blocks[0], .. blocks[1..].Select(static block => block[..^1])]);

        var damage = (await LedgerVerification.RunAsync(Ledger, CancellationToken.None)).Damage;
        Assert.Contains("cannot be read", damage?.Sentence, StringComparison.Ordinal);
        var log = await OpenAsync(new BlobClientOptions());
        await Assert.ThrowsAsync<InvalidDataException>(async () => await log.TryAppendAsync("a", 3, [Some.Fact(1)], CancellationToken.None));
    }

    [ContractFact]
    public async Task A_log_of_a_later_layout_is_not_opened()
    {
        await Container.GetBlobClient("layout").UploadAsync(BinaryData.FromString("""{"format":2,"shards":4}"""), overwrite: true);
        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => OpenAsync(new BlobClientOptions()));
        Assert.Contains("a later version wrote it", refused.Message, StringComparison.Ordinal);
    }

    internal override async Task<(IEventLog Log, LostAnswer Lost)> OpenThroughAsync(int retries)
    {
        var lost = LostAnswer.OfLog();
        return (await OpenAsync(Through(new BlobClientOptions(), lost, retries)), lost);
    }

    protected override async Task<IStoredLedger> OpenAsync() => await OpenAsync(new BlobClientOptions());

    protected override async Task<IEventLog> OpenRivalAsync() => await OpenAsync();

    protected override async Task TamperAsync(string stream, long version, Tampering tampering)
    {
        var facts = await Ledger.ReadRowsAsync(stream, CancellationToken.None).ToListAsync();
        var (fact, next) = (facts[(int)version - 1], facts.ElementAtOrDefault((int)version));
        var changed = tampering switch
        {
            Tampering.EditBody => [fact with { Body = Some.Json("""{"number":99}""") }],
            Tampering.EditTime => [fact with { RecordedAt = fact.RecordedAt.AddMicroseconds(1) }],
            Tampering.SwapWithNext => [next! with { Version = version }, fact with { Version = version + 1 }],
            Tampering.Drop or Tampering.MoveHeadBack => Array.Empty<Fact>(),
            _ => throw new ArgumentOutOfRangeException(nameof(tampering)),
        };
        var dropped = tampering is Tampering.Drop ? version : 0;
        await RewriteAsync(blocks => blocks.ConvertAll(block => Tampered(
            block,
            stream,
            old => old.Version == dropped ? null : changed.FirstOrDefault(each => each.Version == old.Version) ?? old,
            tampering is Tampering.MoveHeadBack ? version : long.MaxValue)));
        ((AzureBlobLog)Ledger).Forget();
    }

    private BlobContainerClient Container => azurite.Blobs().GetBlobContainerClient($"{_name}-log");

    private Task<AzureBlobLog> OpenAsync(BlobClientOptions options) =>
        AzureBlobLog.OpenAsync(azurite.Blobs(options), _name, s_sizes, CancellationToken.None);

    private async Task<List<byte[]>> BlocksAsync()
    {
        var blocks = new List<byte[]>();
        await foreach (var segment in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "log/", CancellationToken.None))
            blocks.AddRange(await BlocksAsync(segment.Name));
        return blocks;
    }

    private async Task<List<byte[]>> BlocksAsync(string segment)
    {
        var bytes = (await Container.GetBlobClient(segment).DownloadContentAsync()).Value.Content.ToArray();
        var blocks = new List<byte[]>();
        for (var rest = bytes.AsMemory(); !rest.IsEmpty; rest = rest[blocks[^1].Length..])
            blocks.Add(rest[..LogBlock.ReadHeader(rest.Span)!.Value.Length].ToArray());
        return blocks;
    }

    // An append blob cannot be changed in place; somebody with access puts another one there.
    private async Task RewriteAsync(Func<List<byte[]>, List<byte[]>> change)
    {
        await foreach (var segment in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "log/", CancellationToken.None))
        {
            var blocks = change(await BlocksAsync(segment.Name));
            var blob = Container.GetAppendBlobClient(segment.Name);
            await blob.CreateAsync();
            foreach (var block in blocks)
                await blob.AppendBlockAsync(new MemoryStream(block));
        }
    }

    // Writes a block with other facts in its place, and leaves what the block and its frames say of themselves, or lets them count fewer.
    private static byte[] Tampered(byte[] block, string stream, Func<Fact, Fact?> change, long head)
    {
        var frames = LogBlock.ReadFrames(block).ConvertAll(frame =>
        {
            if (frame.Stream != stream)
                return new NewFrame(frame.Stream, frame.First, frame.Last, frame.Link, frame.Append, frame.Pack.ToArray());
            var facts = FactPack.Read(stream, frame.Pack, new StoredNames()).Select(change).OfType<Fact>().ToList();
            var pack = facts.Count == 0 ? [1] : Assert.Single(FactPack.Write(facts)).Pack;
            return new NewFrame(stream, frame.First, Math.Min(frame.Last, head), frame.Link, frame.Append, pack);
        });
        var header = LogBlock.ReadHeader(block)!.Value;
        var before = LogTail.Start with { Number = header.Number - 1, Link = block.AsMemory(36, FactChain.LinkBytes) };
        return LogBlock.Write(header.Kind, header.Append, before, frames);
    }
}
