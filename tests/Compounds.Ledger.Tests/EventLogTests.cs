using Compounds.Driving;

namespace Compounds.Ledger.Tests;

/// <summary>What every event log does. Each adapter inherits the whole.</summary>
public abstract partial class EventLogTests : IAsyncLifetime
{
    private const string Stream = "compound/compound:kk-park";

    private static readonly CancellationToken None = CancellationToken.None;

    private IStoredLedger? _ledger;

    protected IEventLog Log => Ledger;

    protected IStoredLedger Ledger => _ledger ?? throw new InvalidOperationException("The log is not open.");

    /// <summary>How many property cases this adapter's speed affords.</summary>
    protected abstract int Cases { get; }

    public async Task InitializeAsync() => _ledger = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>Opens the log of this test; a second call opens a second one on the same store.</summary>
    protected abstract Task<IStoredLedger> OpenAsync();

    protected abstract Task TamperAsync(string stream, long version, Tampering tampering);

    [ContractFact]
    public async Task A_stream_never_written_has_no_facts()
    {
        Assert.Empty(await ReadAsync(Stream));
        Assert.Empty(await Log.ListStreamsAsync("", None).ToListAsync());
    }

    [ContractFact]
    public async Task Facts_are_read_as_they_were_appended_under_versions_from_one()
    {
        var facts = Some.Facts(1, 3);
        Assert.True(await AppendAsync(Stream, 0, facts));
        Assert.True(await AppendAsync(Stream, 3, Some.Fact(4)));

        var stored = await ReadAsync(Stream);
        Assert.Equal([1L, 2L, 3L, 4L], stored.Select(fact => fact.Version));
        Assert.All(stored, fact => Assert.Equal(Stream, fact.Stream));
        Assert.Equal([.. facts, Some.Fact(4)], stored.Select(AsNew), FactsAreEqual);
    }

    [ContractFact]
    public async Task A_writer_at_an_old_version_is_refused_and_nothing_is_written()
    {
        Assert.True(await AppendAsync(Stream, 0, Some.Fact(1)));
        Assert.False(await AppendAsync(Stream, 0, Some.Facts(7, 3)));
        Assert.Single(await ReadAsync(Stream));
    }

    [ContractFact]
    public async Task A_writer_ahead_of_the_stream_is_refused_so_no_gap_opens()
    {
        Assert.False(await AppendAsync(Stream, 1, Some.Fact(2)));
        Assert.True(await AppendAsync(Stream, 0, Some.Fact(1)));
        Assert.False(await AppendAsync(Stream, 2, Some.Fact(3)));
        Assert.Single(await ReadAsync(Stream));
    }

    [ContractFact]
    public async Task No_facts_change_nothing_but_still_tell_whether_the_version_is_right()
    {
        Assert.True(await AppendAsync(Stream, 0));
        Assert.False(await AppendAsync(Stream, 1));
        Assert.Empty(await Log.ListStreamsAsync("", None).ToListAsync());
    }

    [ContractFact]
    public async Task An_append_with_one_bad_fact_leaves_nothing_behind()
    {
        foreach (var body in new[] { "", "[1]", "{\"open\":", "null" })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () =>
                await AppendAsync(Stream, 0, Some.Fact(1), new NewFact("report-filed", Some.Noon, Some.Json(body))));
        }

        await Assert.ThrowsAsync<ArgumentException>(async () => await AppendAsync(Stream, 0, Some.Fact(1), Some.Fact(2) with { Name = "" }));
        Assert.Empty(await ReadAsync(Stream));
    }

    [ContractFact]
    public async Task An_append_beyond_a_limit_is_refused_before_anything_is_written()
    {
        var tooLargeBody = Some.FactOfBytes(LedgerLimits.MaxBodyBytes + 1);
        var tooManyFacts = Some.Facts(1, LedgerLimits.MaxFactsPerAppend + 1);
        var tooManyBytes = Enumerable.Repeat(Some.FactOfBytes(LedgerLimits.MaxBodyBytes), 4).ToArray();
        foreach (var facts in new[] { [Some.Fact(1), tooLargeBody], tooManyFacts, tooManyBytes })
            await Assert.ThrowsAsync<AppendTooLargeException>(async () => await AppendAsync(Stream, 0, facts));
        Assert.Empty(await ReadAsync(Stream));
    }

    [ContractFact]
    public async Task The_largest_append_of_the_largest_body_and_many_small_facts_is_kept_whole()
    {
        var large = Some.FactOfBytes(LedgerLimits.MaxBodyBytes);
        NewFact[] facts = [large, .. Some.Facts(1, 3000), large];
        Assert.True(await AppendAsync(Stream, 0, facts));
        Assert.Equal(facts, (await ReadAsync(Stream)).Select(AsNew), FactsAreEqual);
        Assert.Equal(new LedgerVerification(1, facts.Length, null), await LedgerVerification.RunAsync(Ledger, None));
    }

    [ContractFact]
    public async Task An_append_of_the_most_bytes_is_kept_whole()
    {
        var facts = Enumerable.Repeat(Some.FactOfBytes(LedgerLimits.MaxBodyBytes), 3).ToArray();
        var left = LedgerLimits.MaxAppendBytes - facts.Sum(fact => LedgerLimits.StoredBytes(fact));
        facts = [.. facts, Some.FactOfBytes(left - LedgerLimits.StoredBytes(Some.FactOfBytes(100)) + 100)];
        Assert.Equal(LedgerLimits.MaxAppendBytes, facts.Sum(fact => LedgerLimits.StoredBytes(fact)));
        Assert.True(await AppendAsync(Stream, 0, facts));
        Assert.Equal(facts, (await ReadAsync(Stream)).Select(AsNew), FactsAreEqual);
    }

    [ContractFact]
    public async Task An_append_of_the_most_facts_is_kept_whole()
    {
        var facts = Some.Facts(1, LedgerLimits.MaxFactsPerAppend);
        Assert.True(await AppendAsync(Stream, 0, facts));
        Assert.Equal(facts, (await ReadAsync(Stream)).Select(AsNew), FactsAreEqual);
    }

    [ContractFact]
    public async Task Of_two_writers_at_once_exactly_one_wins_even_with_equal_facts()
    {
        var rival = await OpenRivalAsync();
        for (var version = 0; version < 20; version++)
        {
            var answers = await Task.WhenAll(
                Task.Run(() => Log.TryAppendAsync(Stream, version, [Some.Fact(version)], None).AsTask()),
                Task.Run(() => rival.TryAppendAsync(Stream, version, [Some.Fact(version)], None).AsTask()));
            Assert.Single(answers, won => won);
        }

        Assert.Equal(20, (await ReadAsync(Stream)).Count);
    }

    [ContractFact]
    public async Task A_stream_is_read_from_a_version_and_up_to_a_limit()
    {
        Assert.True(await AppendAsync(Stream, 0, Some.Facts(1, 600)));
        Assert.True(await AppendAsync(Stream, 600, Some.Facts(601, 100)));

        async Task<long[]> VersionsAsync(long from, int limit) =>
            [.. (await Log.ReadAsync(Stream, from, limit, None).ToListAsync()).Select(fact => fact.Version)];

        Assert.Equal(Enumerable.Range(599, 102).Select(version => (long)version), await VersionsAsync(599, int.MaxValue));
        Assert.Equal(Enumerable.Range(599, 3).Select(version => (long)version), await VersionsAsync(599, 3));
        Assert.Equal(700, Assert.Single(await VersionsAsync(700, 256)));
        Assert.Empty(await VersionsAsync(701, 1));
        Assert.Equal(256, (await VersionsAsync(1, 256)).Length);
        Assert.Equal(257, (await VersionsAsync(2, 257)).Length);
    }

    [ContractFact]
    public async Task A_reader_sees_what_was_answered_before_it_began()
    {
        for (var version = 0; version < 50; version++)
        {
            Assert.True(await AppendAsync(Stream, version, Some.Fact(version)));
            Assert.Equal(version + 1, (await ReadAsync(Stream)).Count);
        }
    }

    [ContractFact]
    public async Task Streams_are_listed_by_prefix_in_order_of_name()
    {
        string[] names =
        [
            "inbox", "inbox/pea", "inbox/pea/1", "inbox/pea/10", "inbox/pea/2", "inbox/pear/1", "inbox#1", "inbox\\1", "inbox?", "inbox 1", "inbox%2F",
            "inbox'", "inbox[", "inbox>", "inbox!F", "compound/compound:kk-park", "compound/compound:kk-park?x=1#y", "Inbox/pea", "inbox/über", "inbox/缅甸", "inbox/🏭", "~",
        ];
        foreach (var name in names)
            Assert.True(await AppendAsync(name, 0, Some.Facts(1, 2)));

        foreach (var prefix in new[] { "", "inbox", "inbox/", "inbox/pea", "inbox/pea/", "inbox!", "inbox?", "inbox>", "compound/", "inbox/ü", "inbox/🏭", "nothing" })
        {
            Assert.Equal(
                names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => new StreamHead(name, 2)),
                await Log.ListStreamsAsync(prefix, None).ToListAsync());
        }
    }

    [ContractFact]
    public async Task A_name_that_no_store_could_keep_is_refused()
    {
        foreach (var name in new[] { "", "a\nb", "a\u0000", "a\u007f", "a\u0085", "lone \ud800", new string('x', 201) })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await AppendAsync(name, 0, Some.Fact(1)));
            Assert.Throws<ArgumentException>(() => Log.ReadAsync(name, 1, None));
        }
    }

    [ContractFact]
    public async Task The_longest_names_are_kept()
    {
        var stream = new string('/', LedgerLimits.MaxStreamNameLength);
        var chinese = new string('园', LedgerLimits.MaxStreamNameLength);
        var fact = Some.Fact(1) with { Name = new string('区', LedgerLimits.MaxFactNameLength) };
        foreach (var name in new[] { stream, chinese })
        {
            Assert.True(await AppendAsync(name, 0, fact));
            Assert.Equal(fact.Name, Assert.Single(await ReadAsync(name)).Name);
            Assert.Equal([new StreamHead(name, 1)], await Log.ListStreamsAsync(name, None).ToListAsync());
        }
    }

    [ContractFact]
    public async Task Text_of_any_language_is_kept_byte_for_byte()
    {
        var fact = new NewFact("โรงงาน-filed", Some.Noon, Some.Json("{\"ชื่อ\" : \"ကရင်ပြည်နယ် 🏭 \\u0000 園區\"}"));
        Assert.True(await AppendAsync("compound/ရွှေကုက္ကို", 0, fact));
        Assert.Equal([fact], (await ReadAsync("compound/ရွှေကုက္ကို")).Select(AsNew), FactsAreEqual);
    }

    [ContractFact]
    public async Task The_recorded_instant_is_kept_to_the_tick_whatever_its_offset()
    {
        DateTimeOffset[] times =
        [
            Some.Noon.AddTicks(1), Some.Noon.AddTicks(-1), new(2025, 6, 1, 19, 0, 0, TimeSpan.FromHours(7)), DateTimeOffset.MinValue, DateTimeOffset.MaxValue,
        ];
        Assert.True(await AppendAsync(Stream, 0, [.. times.Select(time => Some.Fact(1) with { RecordedAt = time })]));

        var stored = await ReadAsync(Stream);
        Assert.Equal(times.Select(time => time.UtcTicks), stored.Select(fact => fact.RecordedAt.UtcTicks));
        Assert.All(stored, fact => Assert.Equal(TimeSpan.Zero, fact.RecordedAt.Offset));
    }

    [ContractFact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Log.TryAppendAsync(Stream, 0, [Some.Fact(1)], cancelled));
        Assert.Empty(await ReadAsync(Stream));
    }

    protected async ValueTask<bool> AppendAsync(string stream, long expectedVersion, params NewFact[] facts) =>
        await Log.TryAppendAsync(stream, expectedVersion, facts, None);

    protected async Task<List<Fact>> ReadAsync(string stream) => await Log.ReadAsync(stream, 1, None).ToListAsync();

    /// <summary>A second writer where the store allows one; the same log where one process writes.</summary>
    protected virtual Task<IEventLog> OpenRivalAsync() => Task.FromResult(Log);

    private static NewFact AsNew(Fact fact) => new(fact.Name, fact.RecordedAt, fact.Body);

    private static bool FactsAreEqual(NewFact left, NewFact right) =>
        left.Name == right.Name && left.RecordedAt == right.RecordedAt && left.Body.Span.SequenceEqual(right.Body.Span);
}
