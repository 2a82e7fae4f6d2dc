using Compounds.Ledger;

namespace Compounds.Server.Hosting;

/// <summary>Compares the ledger with its last checkpoint before anything writes it, and adds what makes the next ones.</summary>
internal static class ProofHosting
{
    /// <summary>Compares, looks at the signatures in the register, and makes a checkpoint at once where one is due.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="file">The ledger.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="options">Where checkpoints are kept.</param>
    /// <param name="keys">The deployment's key, and after it those that it had before.</param>
    /// <exception cref="LedgerBehindException">It is another ledger than that of its last checkpoint.</exception>
    /// <exception cref="LedgerUnavailableException">The witness cannot be used, or somebody else wrote into the register.</exception>
    public static async Task AddProofAsync(this WebApplicationBuilder builder, SqliteEventLog file, LedgerClock clock, ProofOptions options, IReadOnlyList<ProofKey> keys)
    {
        if (options.WitnessFile is not { } path)
        {
            await ThrowIfForgedAsync(file, keys);
            return;
        }

        var keeper = await CheckpointKeeper.StartAsync(file, file.FollowHeads(), new FileWitness(path), keys, options.Accept, CancellationToken.None);
        // Before a checkpoint proves it.
        await ThrowIfForgedAsync(file, keys);
        await keeper.CheckpointAsync(clock.GetUtcNow(), CancellationToken.None);
        builder.Services.AddHostedService(services => new Checkpoints(
            keeper, file, clock, options.Every, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ProofMeter>(), services.GetRequiredService<ILogger<Checkpoints>>()));
    }

    /// <summary>Refuses a ledger into whose register somebody else wrote.</summary>
    /// <param name="log">The ledger.</param>
    /// <param name="keys">The deployment's key, and after it those that it had before; none where it has no key, and then nothing may be signed.</param>
    /// <exception cref="LedgerUnavailableException">A fact of the register is not signed by these keys.</exception>
    public static async Task ThrowIfForgedAsync(IEventLog log, IReadOnlyList<ProofKey> keys)
    {
        if (await new SignedLog(log, keys).FindForgedAsync(CancellationToken.None) is { } sentence)
            throw new LedgerUnavailableException(sentence);
    }
}
