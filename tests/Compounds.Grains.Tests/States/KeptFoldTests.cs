using Compounds.Driving;
using Compounds.Grains.Inbox;
using Compounds.Grains.States;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Grains.Tests.States;

/// <summary>An inbox begins with the state that was kept of it, but only if the ledger says that it is one of this very stream.</summary>
[Collection(nameof(SharedCluster))]
public sealed class KeptFoldTests(GrainCluster cluster)
{
    private static readonly byte[] s_hash = new byte[32];

    [Fact]
    public async Task An_inbox_begins_with_the_state_that_was_kept_and_folds_what_came_after_it()
    {
        var (inbox, stream) = await FiledAsync("kept-1");
        await KeepAsync(inbox, stream, static kept => kept);
        await cluster.Desk.ApplyAsync(Wire.Report("kept-1", Wire.Status("Kept Yard", "raided"), agency: "pea", revision: 2));
        await cluster.DeactivateAsync(inbox);

        // The state was given a report that the stream does not hold: so it is known again.
        Assert.Equal(ReceiptOutcome.Duplicate, await OutcomeAsync(inbox, "phantom"));
        Assert.Equal(2, (await inbox.CheckAsync([new OfferedReport("kept-1", 1, s_hash)]))[0].Revision);
    }

    [Theory]
    [InlineData("another link")]
    [InlineData("a version that the stream does not have")]
    [InlineData("another form")]
    [InlineData("bytes cut off")]
    [InlineData("no bytes")]
    public async Task A_kept_state_that_is_not_one_of_this_stream_in_this_form_is_not_used(string wrong)
    {
        var id = $"wrong-{wrong.Replace(' ', '-')}";
        var (inbox, stream) = await FiledAsync(id);
        await KeepAsync(inbox, stream, kept => wrong switch
        {
            "another link" => kept with { Link = new byte[32] },
            "a version that the stream does not have" => kept with { Version = kept.Version + 1_000 },
            "another form" => kept with { Format = "inbox/0" },
            "bytes cut off" => kept with { Body = kept.Body[..^1] },
            _ => kept with { Body = default },
        });
        await cluster.DeactivateAsync(inbox);

        Assert.Equal(ReceiptOutcome.Accepted, await OutcomeAsync(inbox, "phantom"));
        Assert.Equal(1, (await inbox.CheckAsync([new OfferedReport(id, 1, s_hash)]))[0].Revision);
    }

    [Fact]
    public async Task An_inbox_that_ends_keeps_its_state_once_that_is_worth_it()
    {
        var lines = Enumerable.Range(0, 4_000).Select(static i => Wire.Report($"many-{i}", Wire.Status("Yard Of Many", "operating"), agency: "ngo")).ToArray();
        foreach (var part in lines.Chunk(1_000))
            await cluster.Desk.FileAsync(part);
        var inbox = cluster.Grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey("ngo", "many-0")));
        await cluster.DeactivateAsync(inbox);

        var kept = new GrainState<KeptState>();
        await Storage.ReadStateAsync("fold", inbox.GetGrainId(), kept);
        Assert.Equal("inbox/3", kept.State!.Format);
        Assert.Equal(ReceiptOutcome.Conflict, await OutcomeAsync(inbox, "many-0"));
    }

    private SqliteGrainStorage Storage => new(GrainStates.Shortcuts, cluster.States);

    private static async Task<ReceiptOutcome> OutcomeAsync(IInboxGrain inbox, string id) => (await inbox.CheckAsync([new OfferedReport(id, 1, s_hash)]))[0].Outcome;

    private async Task<(IInboxGrain Inbox, string Stream)> FiledAsync(string id)
    {
        await cluster.Desk.ApplyAsync(Wire.Report(id, Wire.Status("Kept Yard", "operating"), agency: "pea"));
        var key = InboxShard.KeyOf(new ReportKey("pea", id));
        var inbox = cluster.Grains.GetGrain<IInboxGrain>(key);
        await cluster.DeactivateAsync(inbox);
        return (inbox, InboxFacts.Prefix + key);
    }

    /// <summary>Keeps what the stream folds to, and a report that it does not hold.</summary>
    private async Task KeepAsync(IInboxGrain inbox, string stream, Func<KeptState, KeptState> change)
    {
        var state = InboxFacts.Folding.Start();
        Fact? last = null;
        await foreach (var fact in cluster.Log.ReadAsync(stream, 1, CancellationToken.None))
            state = InboxFacts.Folding.Fold(state, InboxFacts.Folding.Codec.Read(last = fact), new FactPlace(fact.Version, fact.RecordedAt));
        state.Filed(new FilingPlace(last!.Version, last.RecordedAt.UtcTicks), "phantom", 1, s_hash, new Handling(Tlp.Green, Pap.Clear, []));
        var kept = new GrainState<KeptState>();
        await Storage.ReadStateAsync("fold", inbox.GetGrainId(), kept);
        kept.State = change(new KeptState { Format = "inbox/3", Version = last.Version, Link = last.Hash, Body = InboxImage.Write(state) });
        await Storage.WriteStateAsync("fold", inbox.GetGrainId(), kept);
    }
}
