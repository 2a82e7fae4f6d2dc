using Compounds.Ledger;

namespace Compounds.Cli.Verifying;

/// <summary>Says what came of comparing a ledger with its checkpoints.</summary>
internal static class CheckpointReport
{
    /// <returns>Whether the ledger is the one of its checkpoints.</returns>
    public static bool Tell(Screen screen, CheckpointVerification found)
    {
        foreach (var accepted in found.Accepted)
            screen.Say($"At checkpoint {accepted.Number} of {accepted.Time:u} an operator put another ledger in the place of the one before.");
        if (found.Damage is { } damage)
        {
            screen.Complain($"{damage.Kind} at checkpoint {damage.Checkpoint}. {damage.Sentence}");
            return false;
        }

        if (found.Last is not { } last)
        {
            screen.Complain("The file holds no checkpoint, so nothing was compared; the server makes the first one when it starts with Proof:WitnessFile.");
            return false;
        }

        screen.Say($"{found.Compared:N0} of {found.Checkpoints:N0} checkpoints compared, the last one of {last.Time:u}; {found.Uncovered:N0} rows came after it.");
        return true;
    }

    /// <returns>False if a state that is kept beside the facts was replaced.</returns>
    public static bool Tell(Screen screen, StateVerification found)
    {
        screen.Say($"{found.Sealed:N0} kept states are sealed by this deployment; {found.Unsealed:N0} have no seal and are not used.");
        foreach (var key in found.Replaced)
            screen.Complain($"The kept state {key} is not the one that this deployment kept: somebody replaced it. The server does not use it and makes it again from the facts.");
        return found.Replaced.Count == 0;
    }
}
