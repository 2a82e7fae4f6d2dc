using System.Diagnostics;

namespace Compounds.Driving;

/// <summary>Programs of other people that run on Node.js, pinned by lock files in folders of the repository.</summary>
internal static class NodePackages
{
    /// <summary>The program that runs them.</summary>
    public static string Node => Find("node") ?? throw new InvalidOperationException("Node.js is missing.");

    /// <summary>Why a program cannot run here; null when it can.</summary>
    public static string? WhyTheyCannotRun(string program) =>
        Find("node") is null ? $"{program} needs Node.js, and node is not on the PATH."
        : Find("npm") is null ? $"{program} is installed by npm, and npm is not on the PATH." : null;

    /// <summary>Installs what the lock file of a folder names, where it is missing.</summary>
    /// <returns>The folder.</returns>
    public static async Task<string> InstalledAsync(params string[] folder)
    {
        var directory = Path.Combine([RepositoryRoot(), .. folder]);
        // npm writes this file last.
        if (!File.Exists(Path.Combine(directory, "node_modules", ".package-lock.json")))
            await InstallAsync(directory);
        return directory;
    }

    private static async Task InstallAsync(string directory)
    {
        using var npm = Process.Start(new ProcessStartInfo(Find("npm")!, ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in {directory} failed: {await errors}");
    }

    private static string? Find(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(directory => names.Select(name => Path.Combine(directory, name)))
            .FirstOrDefault(File.Exists);
    }

    private static string RepositoryRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Compounds.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
