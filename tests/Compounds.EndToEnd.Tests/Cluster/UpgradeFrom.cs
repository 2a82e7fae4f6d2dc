using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>The commit that deploy/upgrade-from names, and whether the history here has it.</summary>
internal static class UpgradeFrom
{
    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    /// <summary>The lines of the file that are no comment.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. File.ReadLines(Path.Combine(Repository, "deploy", "upgrade-from")).Where(static line => !line.StartsWith('#'))];

    /// <summary>The oldest commit whose silos may stand beside the head's.</summary>
    public static string Commit => Assert.Single(Names);

    /// <summary>Why a commit may be missing from the history here; null when the history is whole.</summary>
    public static string? WhyHistoryIsNotWhole { get; } = Git("rev-parse", "--is-shallow-repository", "--show-cdup") switch
    {
        null => "The commit of deploy/upgrade-from is taken from history by git, and git is not on the PATH.",
        { Code: not 0 } git => $"The commit of deploy/upgrade-from is taken from history, and git finds none here: {git.Errors}",
        { Output: "false" } => null,
        { Output: "true" } => "The clone is shallow and lacks the commit of deploy/upgrade-from; git fetch --unshallow brings it.",
        _ => "The commit of deploy/upgrade-from is taken from history, and git finds only that of a folder above.",
    };

    /// <summary>
    /// Why the commit cannot be built here; null when it can. Where a whole history lacks it the name is wrong, and building it fails.
    /// </summary>
    public static string? WhyItCannotBeBuilt { get; } = WhyHistoryIsNotWhole is { } why && !Names.All(Has) ? why : null;

    /// <summary>Runs git in the repository.</summary>
    /// <returns>Null when git is not installed.</returns>
    public static FinishedProgram? Git(params IEnumerable<string> arguments)
    {
        try
        {
            return FinishedProgram.Run(Repository, "git", arguments);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static bool Has(string commit) => Git("cat-file", "-e", $"{commit}^{{commit}}") is { Code: 0 };

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

/// <summary>A test that runs the commit of deploy/upgrade-from; skipped with the reason where history does not have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UpgradeFactAttribute : FactAttribute
{
    public UpgradeFactAttribute() => Skip = UpgradeFrom.WhyItCannotBeBuilt;
}

/// <summary>The same on several silos; skipped also where their store cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UpgradeClusterFactAttribute : FactAttribute
{
    public UpgradeClusterFactAttribute() => Skip = UpgradeFrom.WhyItCannotBeBuilt ?? AzuriteProcess.WhyItCannotRun;
}
