using Compounds.Driving;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Reminders.AzureStorage;
using Orleans.Runtime.ReminderService;

namespace Compounds.Grains.Tests.Reminders;

[RequiresAzurite]
public sealed class AzureReminderTableTests(AzuriteProcess azurite) : ReminderTableTests, IClassFixture<AzuriteProcess>
{
    private readonly string _name = $"t{Guid.NewGuid():N}";

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<IReminderTable> OpenAsync()
    {
        IReminderTable table = new AzureBasedReminderTable(
            NullLoggerFactory.Instance, Options.Create(new ClusterOptions { ServiceId = "compounds", ClusterId = "compounds" }),
            Options.Create(new AzureTableReminderStorageOptions { TableServiceClient = azurite.Tables(), TableName = _name }));
        await table.StartAsync(CancellationToken.None);
        return table;
    }
}
