using Compounds.Ledger;

namespace Compounds.Server.Hosting;

/// <summary>A server whose ledger another process has taken over ends, and answers nothing from what it still has in memory.</summary>
internal static class LedgerOwnership
{
    /// <summary>EX_CONFIG: another start would not help, because another process has the ledger or a setting is wrong.</summary>
    public const int ExitCode = 78;

    /// <summary>Confirms before each answer of the API that this process owns its ledger, which costs a read of one row.</summary>
    public static void UseOwnedLedger(this WebApplication app)
    {
        // In a cluster every stream has its own fence.
        if (app.Services.GetService<SqliteEventLog>() is not { } ledger)
            return;
        ledger.Lost.Register(static () =>
        {
            Console.Error.WriteLine("Another process has taken the ledger over; this server ends.");
            Environment.Exit(ExitCode);
        });
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
                ledger.ConfirmOwner();
            return next(http);
        });
    }
}
