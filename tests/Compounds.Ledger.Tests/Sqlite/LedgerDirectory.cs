namespace Compounds.Ledger.Tests;

/// <summary>A directory of its own for one test's ledger file, removed afterwards.</summary>
internal sealed class LedgerDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("compounds-ledger-");

    public string Ledger => Path.Combine(_directory.FullName, "ledger.db");

    public void Dispose() => _directory.Delete(recursive: true);
}
