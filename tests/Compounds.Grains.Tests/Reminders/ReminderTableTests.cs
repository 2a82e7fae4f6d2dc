using Compounds.Driving;

namespace Compounds.Grains.Tests.Reminders;

/// <summary>What every table of reminders does. Each store inherits the whole.</summary>
public abstract class ReminderTableTests : IAsyncLifetime
{
    private static readonly GrainId s_inbox = GrainId.Create("inbox", "pea/3");
    private static readonly GrainId s_other = GrainId.Create("scenario", "RED:army/0f2c:9");
    private static readonly DateTime s_noon = new(2025, 6, 2, 12, 0, 0, 250, DateTimeKind.Utc);

    private IReminderTable? _table;

    private IReminderTable Table => _table ?? throw new InvalidOperationException("The table is not open.");

    public async Task InitializeAsync() => _table = await OpenAsync();

    public abstract Task DisposeAsync();

    [ContractFact]
    public async Task A_reminder_never_set_is_not_there()
    {
        Assert.Null(await Table.ReadRow(s_inbox, "deliver"));
        Assert.Empty((await Table.ReadRows(s_inbox)).Reminders);
        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
        Assert.False(await Table.RemoveRow(s_inbox, "deliver", "*"));
    }

    [ContractFact]
    public async Task A_reminder_is_read_as_it_was_set_also_by_whoever_opens_the_table_next()
    {
        var tag = (await Table.UpsertRow(Entry(s_inbox, "deliver")))!;
        var table = await OpenAsync();
        var read = (await table.ReadRow(s_inbox, "deliver"))!;
        Assert.Equal((s_inbox, "deliver", tag), (read.GrainId, read.ReminderName, read.ETag!));
        Assert.Equal((s_noon, TimeSpan.FromMinutes(1)), (read.StartAt, read.Period));
        Assert.Equal(tag, Assert.Single((await table.ReadRows(s_inbox)).Reminders).ETag);
        Assert.Null(await table.ReadRow(s_inbox, "run"));
        Assert.Null(await table.ReadRow(s_other, "deliver"));
    }

    [ContractFact]
    public async Task Set_again_it_is_replaced_and_has_another_tag()
    {
        var first = (await Table.UpsertRow(Entry(s_inbox, "deliver")))!;
        var again = Entry(s_inbox, "deliver");
        again.Period = TimeSpan.FromMinutes(5);
        var second = (await Table.UpsertRow(again))!;
        Assert.NotEqual(first, second);
        var only = Assert.Single((await Table.ReadRows(s_inbox)).Reminders);
        Assert.Equal((TimeSpan.FromMinutes(5), second), (only.Period, only.ETag));
    }

    [ContractFact]
    public async Task Only_who_knows_its_last_tag_removes_it()
    {
        var old = (await Table.UpsertRow(Entry(s_inbox, "deliver")))!;
        var tag = (await Table.UpsertRow(Entry(s_inbox, "deliver")))!;
        await Table.UpsertRow(Entry(s_inbox, "run"));
        Assert.False(await Table.RemoveRow(s_inbox, "deliver", old));
        Assert.NotNull(await Table.ReadRow(s_inbox, "deliver"));
        Assert.True(await Table.RemoveRow(s_inbox, "deliver", tag));
        Assert.Null(await Table.ReadRow(s_inbox, "deliver"));
        Assert.False(await Table.RemoveRow(s_inbox, "deliver", tag));
        Assert.Equal("run", Assert.Single((await Table.ReadRows(s_inbox)).Reminders).ReminderName);
    }

    [ContractFact]
    public async Task Each_place_on_the_ring_is_in_one_range_also_where_the_ring_closes()
    {
        await Table.UpsertRow(Entry(s_inbox, "deliver"));
        await Table.UpsertRow(Entry(s_other, "run"));
        var (one, other) = (s_inbox.GetUniformHashCode(), s_other.GetUniformHashCode());
        Assert.Equal([s_inbox], await GrainsAsync(one - 1, one));
        Assert.Equal([s_other], await GrainsAsync(one, one - 1));
        Assert.Equal(2, (await GrainsAsync(0, 0)).Length);
        Assert.Equal(2, (await GrainsAsync(one, one)).Length);
        Assert.Equal(one < other ? [s_other] : [s_inbox], await GrainsAsync(Math.Min(one, other), Math.Max(one, other)));
        Assert.Equal(one < other ? [s_inbox] : [s_other], await GrainsAsync(Math.Max(one, other), Math.Min(one, other)));
    }

    [ContractFact]
    public async Task A_table_that_was_cleared_is_empty()
    {
        await Table.UpsertRow(Entry(s_inbox, "deliver"));
        await Table.UpsertRow(Entry(s_other, "run"));
        await Table.TestOnlyClearTable();
        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    /// <summary>Opens the table of this test; a second call opens it again.</summary>
    protected abstract Task<IReminderTable> OpenAsync();

    private static ReminderEntry Entry(GrainId grain, string name) =>
        new() { GrainId = grain, ReminderName = name, StartAt = s_noon, Period = TimeSpan.FromMinutes(1) };

    private async Task<GrainId[]> GrainsAsync(uint begin, uint end) =>
        [.. (await Table.ReadRows(begin, end)).Reminders.Select(static entry => entry.GrainId)];
}
