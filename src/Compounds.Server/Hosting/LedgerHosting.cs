using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Compounds.Ledger;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Opens the ledger that the configuration names.</summary>
internal static class LedgerHosting
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddOptions<LedgerOptions>().BindConfiguration(LedgerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LedgerOptions>, LedgerOptionsValidator>();
        services.AddSingleton(static provider => Open(provider.GetRequiredService<IOptions<LedgerOptions>>().Value));
    }

    private static IEventLog Open(LedgerOptions options)
    {
        if (options.Provider is "azure")
        {
            return options.ConnectionString is { Length: > 0 } connection
                ? AzureLedger.Open(new TableServiceClient(connection), new BlobServiceClient(connection))
                : throw new OptionsValidationException(LedgerOptions.Section, typeof(LedgerOptions), ["Ledger:ConnectionString is needed with Ledger:Provider=azure; give it in the environment as Ledger__ConnectionString."]);
        }

        var path = Path.GetFullPath(options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return SqliteEventLog.Open(path);
    }
}
