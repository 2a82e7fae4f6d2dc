using Compounds.Grains.Reminders;
using Compounds.Ledger;

namespace Compounds.Grains.Tests.Reminders;

public sealed class SqliteReminderTableTests : ReminderTableTests
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("compounds-table-");
    private SqliteEventLog? _log;

    public override async Task DisposeAsync()
    {
        await _log!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override async Task<IReminderTable> OpenAsync()
    {
        if (_log is not null)
            await _log.DisposeAsync();
        _log = SqliteEventLog.Open(Path.Combine(_folder.FullName, "ledger.db"));
        return new SqliteReminderTable(_log.Reminders);
    }
}
