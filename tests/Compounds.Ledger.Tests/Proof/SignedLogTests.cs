namespace Compounds.Ledger.Tests.Proof;

public sealed class SignedLogTests : IAsyncLifetime, IDisposable
{
    private const string Register = "register/task-force";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly LedgerDirectory _directory = new();
    private readonly ProofKey _key = ProofKey.Make();

    public SignedLogTests() => File = SqliteEventLog.Open(_directory.Ledger);

    private SqliteEventLog File { get; }

    private SignedLog Log => new(File, [_key]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await File.DisposeAsync();

    public void Dispose()
    {
        _key.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_fact_of_the_register_is_read_as_it_was_appended_and_stored_with_a_signature()
    {
        Assert.True(await Log.TryAppendAsync(Register, 0, Some.Facts(1, 2), None));
        Assert.Equal(["""{"number":1}""", """{"number":2}"""], await BodiesAsync(Log));
        Assert.All(await BodiesAsync(File), static body => Assert.Matches("""^\{"number":[12],"signature":"[A-Za-z0-9+/]{86}=="\}$""", body));
        Assert.Null(await Log.FindForgedAsync(None));
        using var stranger = ProofKey.OfPem(_key.PublicPem);
        Assert.Null(await new SignedLog(File, [stranger]).FindForgedAsync(None));
    }

    [Fact]
    public async Task Other_streams_pass_as_they_are()
    {
        Assert.True(await Log.TryAppendAsync("inbox/pea/0", 0, [Some.Fact(1)], None));
        Assert.Equal("""{"number":1}""", Some.Text((await File.ReadAsync("inbox/pea/0", 1, 1, None).SingleAsync()).Body));
    }

    [Fact]
    public async Task Facts_that_are_older_than_the_first_signature_need_none_and_later_ones_do()
    {
        Assert.True(await File.TryAppendAsync(Register, 0, Some.Facts(1, 3), None));
        Assert.True(await Log.TryAppendAsync(Register, 3, Some.Facts(4, 2), None));
        Assert.Equal(5, (await BodiesAsync(Log)).Count);
        Assert.Equal(3, (await BodiesAsync(Log, from: 3)).Count);
        Assert.True(await File.TryAppendAsync(Register, 5, [Some.Fact(6)], None));
        Assert.Contains("Version 6 of stream register/task-force, a 'report-filed', is not signed", await Log.FindForgedAsync(None), StringComparison.Ordinal);
        Assert.Contains("is not signed", (await Assert.ThrowsAsync<InvalidDataException>(() => BodiesAsync(Log, from: 6))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_another_key_signed_is_forged_unless_it_is_a_former_one()
    {
        using var other = ProofKey.Make();
        Assert.True(await new SignedLog(File, [other]).TryAppendAsync(Register, 0, [Some.Fact(1)], None));
        Assert.Contains("is signed by another key", await Log.FindForgedAsync(None), StringComparison.Ordinal);
        Assert.Null(await new SignedLog(File, [_key, other]).FindForgedAsync(None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_signed_fact_that_was_repeated_or_changed_is_forged(int what)
    {
        Assert.True(await Log.TryAppendAsync(Register, 0, [Some.Fact(1)], None));
        var stored = await File.ReadAsync(Register, 1, 1, None).SingleAsync();
        var body = what == 1 ? stored.Body : Some.Json(Some.Text(stored.Body).Replace("1", "2", StringComparison.Ordinal));
        Assert.True(await File.TryAppendAsync(Register, 1, [new NewFact(stored.Name, stored.RecordedAt, body)], None));
        Assert.Contains("Version 2 of stream register/task-force", await Log.FindForgedAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rival_is_refused_as_without_signatures()
    {
        Assert.True(await Log.TryAppendAsync(Register, 0, [Some.Fact(1)], None));
        Assert.False(await Log.TryAppendAsync(Register, 0, [Some.Fact(1)], None));
        Assert.True(await Log.TryAppendAsync(Register, 1, [], None));
    }

    [Fact]
    public void A_state_is_opened_only_where_it_was_sealed_and_as_it_was()
    {
        var (seal, state) = (new StateSeal(_key), Some.Json("""{"format":"subject/1"}"""));
        var stored = seal.Seal("shortcuts/a", state);
        Assert.Equal(state, seal.Open("shortcuts/a", stored)!.Value.ToArray());
        Assert.Null(seal.Open("shortcuts/b", stored));
        Assert.Null(seal.Open("shortcuts/a", state));
        using var other = ProofKey.Make();
        Assert.Null(new StateSeal(other).Open("shortcuts/a", stored));
        for (var at = 0; at < stored.Length; at++)
        {
            var changed = stored.ToArray();
            changed[at] ^= 1;
            Assert.Null(seal.Open("shortcuts/a", changed));
        }
    }

    [Fact]
    public async Task States_that_somebody_replaced_are_named()
    {
        var seal = new StateSeal(_key);
        await File.States.TryWriteAsync("shortcuts/fold/a", null, seal.Seal("shortcuts/fold/a", "{}"u8));
        await File.States.TryWriteAsync("shortcuts/fold/b", null, seal.Seal("shortcuts/fold/a", "{}"u8));
        await File.States.TryWriteAsync("shortcuts/fold/c", null, "{}"u8.ToArray());
        await File.States.TryWriteAsync("preferences/views/a", null, "{}"u8.ToArray());
        var found = StateVerification.Run(File.States, seal);
        Assert.Equal((1, 1), (found.Sealed, found.Unsealed));
        Assert.Equal(["shortcuts/fold/b"], found.Replaced);
    }

    private static async Task<List<string>> BodiesAsync(IEventLog log, long from = 1) =>
        await log.ReadAsync(Register, from, None).Select(static fact => Some.Text(fact.Body)).ToListAsync();
}
