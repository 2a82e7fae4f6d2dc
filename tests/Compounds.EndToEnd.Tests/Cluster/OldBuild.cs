using System.Formats.Tar;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>The server of the commit that deploy/upgrade-from names, built once for the tests of a class.</summary>
public sealed class OldBuild : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder of its Compounds.Server.dll.</summary>
    internal string Folder => Path.Combine(_folder.Path, "server");

    public async Task InitializeAsync()
    {
        if (UpgradeFrom.WhyItCannotBeBuilt is not null)
            return;
        var archive = Path.Combine(_folder.Path, "source.tar");
        FinishedProgram.MustRun(UpgradeFrom.Repository, "git", "archive", "--format=tar", "--output", archive, UpgradeFrom.Commit);
        var source = Directory.CreateDirectory(Path.Combine(_folder.Path, "source")).FullName;
        await TarFile.ExtractToDirectoryAsync(archive, source, overwriteFiles: false);
        // A newer SDK may warn of more than the commit knew, and no compiler may stay behind.
        FinishedProgram.MustRun(
            source, "dotnet", "build", "src/Compounds.Server", "--configuration", "Release", "--output", Folder, "--nologo",
            "-p:BuildDashboard=false", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:UseSharedCompilation=false");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
