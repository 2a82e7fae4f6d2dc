using System.Text.RegularExpressions;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>The name in deploy/upgrade-from, without a build of it.</summary>
public sealed partial class UpgradeFromTests
{
    [Fact]
    public void The_file_names_one_commit_which_is_an_ancestor_of_the_head_wherever_history_is_there()
    {
        Assert.Matches(CommitId(), UpgradeFrom.Commit);
        if (UpgradeFrom.WhyHistoryIsNotWhole is null)
            FinishedProgram.MustRun(UpgradeFrom.Repository, "git", "merge-base", "--is-ancestor", UpgradeFrom.Commit, "HEAD");
    }

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex CommitId();
}
