using System.CommandLine;
using Compounds.Ledger;

namespace Compounds.Cli.Verifying;

/// <summary>The options that name what a ledger is compared with: its checkpoints, and the keys that signed them.</summary>
internal sealed class ProofOptions
{
    private readonly Option<string?> _checkpoints = new("--checkpoints") { Description = "The file of checkpoints that the server kept outside of the ledger's folder." };

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "A file with the key that signed the checkpoints; its public half is enough. May be given again for a former key. By default the key beside the ledger.",
        DefaultValueFactory = static _ => [],
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_checkpoints);
        command.Options.Add(_keys);
    }

    /// <summary>Whether any of them is given.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_checkpoints) is not null || parsed.GetRequiredValue(_keys).Length > 0;

    /// <summary>The file of checkpoints; null when none is given.</summary>
    /// <exception cref="CommandException">It is not there.</exception>
    public FileWitness? Witness(ParseResult parsed)
    {
        if (parsed.GetValue(_checkpoints) is not { } path)
            return null;
        return File.Exists(path) ? new FileWitness(path) : throw new CommandException($"There is no file {path}. The server keeps its checkpoints where Proof:WitnessFile says.");
    }

    /// <summary>The keys: those that are given, or the one beside the ledger.</summary>
    /// <exception cref="CommandException">One of them cannot be read, or there is none and checkpoints are to be checked.</exception>
    public IReadOnlyList<ProofKey> Keys(ParseResult parsed, string ledger)
    {
        var paths = parsed.GetRequiredValue(_keys);
        var beside = ProofKey.PathBeside(ledger);
        if (paths.Length == 0 && File.Exists(beside))
            paths = [beside];
        if (paths.Length == 0 && parsed.GetValue(_checkpoints) is not null)
            throw new CommandException($"Say with --key which key signed the checkpoints: there is none beside the ledger, in {beside}.");
        try
        {
            return [.. paths.Select(ProofKey.Open)];
        }
        catch (LedgerUnavailableException exception)
        {
            throw new CommandException(exception.Message, exception);
        }
    }
}
