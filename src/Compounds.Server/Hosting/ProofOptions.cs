using System.ComponentModel.DataAnnotations;
using Compounds.Ledger;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>How somebody outside can tell that the ledger is still the one it was. Section <c>Proof</c>.</summary>
internal sealed class ProofOptions
{
    public const string Section = "Proof";

    /// <summary>Gets the file that keeps the checkpoints of a SQLite ledger, outside of its folder; none by default, and then no checkpoints are made.</summary>
    public string? WitnessFile { get; init; }

    /// <summary>Gets the file of the deployment's key; by default <c>.proofkey</c> beside a SQLite ledger, made where there is none; none where silos share a ledger.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Gets the files of the keys that this deployment had before, with commas between them; the public halves are enough.</summary>
    public string FormerKeys { get; init; } = "";

    /// <summary>Gets the time between two checkpoints while facts come: 1 second to 1 minute, by default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets the number of the last checkpoint, with which an operator lets the ledger disagree, once: after that start there is a later one. Without it such a ledger does
    /// not start.
    /// </summary>
    public long? Accept { get; init; }

    /// <summary>Reads the section.</summary>
    public static ProofOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<ProofOptions>() ?? new ProofOptions();

    /// <summary>Opens the deployment's key, and after it those that it had before; none where silos share a ledger and no key is named.</summary>
    /// <exception cref="LedgerUnavailableException">One of the files cannot be read, or is no key.</exception>
    public IReadOnlyList<ProofKey> OpenKeys(LedgerOptions ledger)
    {
        if (ledger.IsShared && KeyFile is null)
            return [];
        var keys = new List<ProofKey>();
        // Each of several silos would make one of its own.
        keys.Add(ledger.IsShared ? ProofKey.OpenSecret(KeyFile!) : ProofKey.OpenOrMake(KeyFile ?? ProofKey.PathBeside(ledger.Path)));
        keys.AddRange(FormerKeys.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ProofKey.Open));
        return keys;
    }

    /// <summary>Refuses a witness that whoever can write the ledger can change as well, or that nobody would ask.</summary>
    /// <exception cref="OptionsValidationException">It is one.</exception>
    public void Check(LedgerOptions ledger)
    {
        if (WitnessFile is null)
            return;
        if (ledger.IsShared)
            throw Wrong("Proof:WitnessFile is for a ledger in a SQLite file: of one in a storage account no checkpoints are made. Remove it.");
        if (Path.GetDirectoryName(Path.GetFullPath(WitnessFile)) == Path.GetDirectoryName(Path.GetFullPath(ledger.Path)))
            throw Wrong($"Proof:WitnessFile '{WitnessFile}' is in the folder of the ledger; name a file in another one, on another disk or of another owner.");
    }

    private static OptionsValidationException Wrong(string sentence) => new(Section, typeof(ProofOptions), [sentence]);
}

[OptionsValidator]
internal sealed partial class ProofOptionsValidator : IValidateOptions<ProofOptions>;
