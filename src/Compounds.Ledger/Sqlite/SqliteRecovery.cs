using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger;

/// <summary>Looks at the log of a ledger before it is opened for writing, because the first write goes over what recovery could not read.</summary>
internal sealed class SqliteRecovery
{
    private const string KeptAs = "-wal.damaged-";

    private readonly string _kept;

    private SqliteRecovery(LogDamage damage, string kept) => (Damage, _kept) = (damage, kept);

    /// <summary>What could not be read, and where it is kept.</summary>
    public LogDamage Damage { get; }

    /// <summary>Finds what recovery leaves out, keeps a copy of the log, and makes sure that the rest is whole.</summary>
    /// <returns>Nothing when all of the log can be read.</returns>
    /// <exception cref="LedgerUnavailableException">
    /// The rest is not whole: a part of the lost pages had been copied into the file already, and others had not. Nothing was changed.
    /// </exception>
    public static SqliteRecovery? Begin(string path)
    {
        if (WriteAheadLog.FindDamage(path + "-wal") is not { } damage)
            return null;
        var kept = KeptBy(path);
        Keep(path, kept, damage);
        if (FindFault(path) is { } fault)
        {
            throw new LedgerUnavailableException(
                $"{damage.Sentence} What remains of the ledger is not whole: {fault} Nothing was changed, and the log is kept as {kept}. Restore a backup.");
        }

        return new SqliteRecovery(damage with { Sentence = $"{damage.Sentence} It is kept as {kept}; delete that once the matter is settled." }, kept);
    }

    /// <summary>What is wrong with the logs of a ledger: the present one unless a process writes it, and those that were kept.</summary>
    public static IReadOnlyList<LogDamage> FindAll(string path)
    {
        var kept = Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + KeptAs + "*").Order(StringComparer.Ordinal);
        string[] logs = HasWriter(path) ? [.. kept] : [path + "-wal", .. kept];
        return [.. logs.Select(WriteAheadLog.FindDamage).OfType<LogDamage>()];
    }

    /// <summary>The ledger was not opened after all, so that its log is as it was.</summary>
    public void Cancel() => File.Delete(_kept);

    private static void Keep(string path, string kept, LogDamage damage)
    {
        try
        {
            File.Copy(path + "-wal", kept);
        }
        catch (IOException failure)
        {
            throw new LedgerUnavailableException($"{damage.Sentence} It cannot be kept as {kept}, and without that it would be written over: {failure.Message}", failure);
        }
    }

    private static string KeptBy(string path) =>
        Enumerable.Range(1, int.MaxValue).Select(number => path + KeptAs + number.ToString(CultureInfo.InvariantCulture)).First(static name => !File.Exists(name));

    private static string? FindFault(string path)
    {
        try
        {
            using (var connection = SqliteFile.OpenForReading(path))
            using (var check = new SqliteStatement(connection, "PRAGMA integrity_check(1)"))
            {
                check.Step();
                if (check.Text(0) is not "ok" and var fault)
                    return fault + ".";
            }

            return VerifyAsync(path).GetAwaiter().GetResult().Damage?.Sentence;
        }
        catch (Exception failure) when (failure is SqliteException or LedgerUnavailableException)
        {
            return failure.Message;
        }
    }

    private static async Task<LedgerVerification> VerifyAsync(string path)
    {
        var ledger = SqliteEventLog.OpenReadOnly(path);
        await using (ledger.ConfigureAwait(false))
            return await LedgerVerification.RunAsync(ledger, CancellationToken.None).ConfigureAwait(false);
    }

    private static bool HasWriter(string path)
    {
        try
        {
            if (File.Exists(path + ".lock"))
                new FileStream(path + ".lock", FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
