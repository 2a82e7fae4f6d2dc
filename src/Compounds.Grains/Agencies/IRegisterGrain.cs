using Compounds.Agencies;
using Compounds.Duties;
using Compounds.Grains.Callers;
using Compounds.Grains.Replicas;
using Compounds.Reports;
using Orleans.Concurrency;

namespace Compounds.Grains.Agencies;

/// <summary>
/// Writes the agencies of the task force and their keys. There is one, with the key <c>task-force</c>. Requests read the replica of their
/// own silo, a <c>Replica&lt;Register&gt;</c>, and never wait for this grain.
/// </summary>
[Alias("grain/register")]
public interface IRegisterGrain : IGrainWithStringKey
{
    /// <summary>The register as it is now.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<Register> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Registers an agency or changes its entry, for the caller. Idempotent.</summary>
    /// <param name="agency">The entry. A clearance above the present one waits for a second person; the rest holds at once.</param>
    /// <param name="grantId">An id for what waits: one that was not used before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("register-agency"), AsksFor(Act.RegisterAgency)]
    Task<RegisterAnswer> PutAgencyAsync(Agency agency, string grantId, CancellationToken cancellationToken = default);

    /// <summary>Keeps a new key under its hash, for the caller; or the wish for it, where it takes two people.</summary>
    /// <param name="key">The key.</param>
    /// <param name="grantId">An id for what waits: one that was not used before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("keep-key"), AsksFor(Act.IssueKeys)]
    Task<RegisterAnswer> IssueKeyAsync(IssuedKey key, string grantId, CancellationToken cancellationToken = default);

    /// <summary>Asks for emergency access to a report, for the caller.</summary>
    /// <param name="report">The report, which may exist or not: that is not told before access is granted.</param>
    /// <param name="reason">Why.</param>
    /// <param name="grantId">An id for what waits: one that was not used before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("ask-access"), AsksFor(Act.AccessInEmergency)]
    Task<RegisterAnswer> AskAccessAsync(ReportKey report, EmergencyReason reason, string grantId, CancellationToken cancellationToken = default);

    /// <summary>Revokes a key from now on, for the caller. Idempotent.</summary>
    [Alias("end-key"), AsksFor(Act.IssueKeys)]
    Task<RegisterAnswer> RevokeKeyAsync(string agency, string keyId, CancellationToken cancellationToken = default);

    /// <summary>Gives the caller's word to grants, each for itself, in order.</summary>
    [Alias("confirm-grants"), AsksFor(Act.Grant)]
    Task<IReadOnlyList<RegisterAnswer>> ConfirmAsync(IReadOnlyList<string> grants, CancellationToken cancellationToken = default);

    /// <summary>Refuses grants for the caller, each for itself, in order.</summary>
    [Alias("refuse-grants"), AsksFor(Act.Grant)]
    Task<IReadOnlyList<RegisterAnswer>> RefuseAsync(IReadOnlyList<string> grants, CancellationToken cancellationToken = default);

    /// <summary>Keeps the day on which a key was used. Idempotent.</summary>
    [Alias("note-use")]
    Task NoteUseAsync(string keyId, DateOnly day, CancellationToken cancellationToken = default);

    /// <summary>Lets a replica be told at once of the next write.</summary>
    /// <param name="version">What the replica holds.</param>
    /// <param name="follower">
    /// Told once, unless the answer is already above <paramref name="version"/>. It follows again after that.
    /// </param>
    /// <param name="silo">The silo of the follower.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version of the register.</returns>
    [Alias("follow"), AlwaysInterleave]
    Task<long> FollowAsync(long version, IReplicaObserver follower, SiloAddress silo, CancellationToken cancellationToken = default);
}

/// <summary>Finds the register.</summary>
public static class Registers
{
    /// <summary>The key of the one register.</summary>
    internal static string Key => "task-force";

    /// <summary>The one register.</summary>
    public static IRegisterGrain GetRegister(this IGrainFactory grains) => grains.GetGrain<IRegisterGrain>(Key);
}
