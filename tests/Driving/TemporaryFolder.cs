namespace Compounds.Driving;

/// <summary>A folder of its own for one server's ledger, removed afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compounds-server-");

    public string Path => _folder.FullName;

    public string Ledger => System.IO.Path.Combine(_folder.FullName, "ledger.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
