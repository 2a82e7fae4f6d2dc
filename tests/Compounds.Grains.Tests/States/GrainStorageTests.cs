using Compounds.Driving;
using Compounds.Grains.States;
using Orleans.Storage;

namespace Compounds.Grains.Tests.States;

/// <summary>What every storage of states does. Each adapter inherits the whole.</summary>
public abstract class GrainStorageTests
{
    private readonly GrainId _grain = GrainId.Create("scenario", $"army/{Guid.NewGuid():N}/ขอบชายแดน");

    /// <summary>The bytes of a state that is large here.</summary>
    protected abstract int Large { get; }

    /// <summary>The storage of this test.</summary>
    protected abstract IGrainStorage Storage { get; }

    [ContractFact]
    public async Task A_state_never_written_is_empty_and_does_not_exist()
    {
        var state = await ReadAsync();
        Assert.False(state.RecordExists);
        Assert.Equal("", state.State!.Format);
    }

    [ContractFact]
    public async Task A_state_is_read_as_it_was_written_and_the_last_one_counts()
    {
        var state = await ReadAsync();
        foreach (var written in new[] { Some("views/1", 1, 20), Some("views/1", 2, Large), Some("views/2", 3, 0) })
        {
            state.State = written;
            await Storage.WriteStateAsync("kept", _grain, state);

            var read = await ReadAsync();
            Assert.True(read.RecordExists);
            Assert.Equal((written.Format, written.Version), (read.State!.Format, read.State.Version));
            Assert.Equal(written.Link.ToArray(), read.State.Link.ToArray());
            Assert.Equal(written.Body.ToArray(), read.State.Body.ToArray());
        }
    }

    [ContractFact]
    public async Task Of_two_who_read_the_same_state_only_the_first_writes()
    {
        var (one, other) = (await ReadAsync(), await ReadAsync());
        one.State = Some("one", 1, 10);
        await Storage.WriteStateAsync("kept", _grain, one);
        other.State = Some("other", 1, 10);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync("kept", _grain, other));

        var (third, fourth) = (await ReadAsync(), await ReadAsync());
        third.State = Some("third", 1, 10);
        await Storage.WriteStateAsync("kept", _grain, third);
        fourth.State = Some("fourth", 1, 10);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync("kept", _grain, fourth));
        Assert.Equal("third", (await ReadAsync()).State!.Format);
    }

    [ContractFact]
    public async Task A_state_that_was_cleared_is_gone_and_whoever_still_holds_it_cannot_bring_it_back()
    {
        var state = await ReadAsync();
        state.State = Some("first", 1, 10);
        await Storage.WriteStateAsync("kept", _grain, state);
        var stale = await ReadAsync();
        await Storage.ClearStateAsync("kept", _grain, state);

        Assert.False((await ReadAsync()).RecordExists);
        stale.State = Some("stale", 2, 10);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync("kept", _grain, stale));
    }

    [ContractFact]
    public async Task States_of_other_names_and_other_grains_are_other_states()
    {
        var state = await ReadAsync();
        state.State = Some("mine", 1, 10);
        await Storage.WriteStateAsync("kept", _grain, state);

        Assert.False((await ReadAsync("else")).RecordExists);
        var other = new GrainState<KeptState>();
        await Storage.ReadStateAsync("kept", GrainId.Create("front", _grain.Key.ToString()!), other);
        Assert.False(other.RecordExists);
    }

    private async Task<GrainState<KeptState>> ReadAsync(string name = "kept")
    {
        var state = new GrainState<KeptState>();
        await Storage.ReadStateAsync(name, _grain, state);
        return state;
    }

    private static KeptState Some(string format, long version, int bytes) => new()
    {
        Format = format, Version = version, Link = new byte[] { 1, 2, (byte)version },
        Body = Enumerable.Range(0, bytes).Select(static index => (byte)(index * 31 % 251)).ToArray(),
    };
}
