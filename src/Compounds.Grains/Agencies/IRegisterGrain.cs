using Compounds.Agencies;
using Compounds.Grains.Callers;
using Compounds.Grains.Replicas;
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

    /// <summary>Registers an agency or changes its entry. Idempotent.</summary>
    [Alias("put-agency"), AsksFor(Roles.Administrator)]
    Task PutAgencyAsync(Agency agency, CancellationToken cancellationToken = default);

    /// <summary>Keeps a new key under its hash.</summary>
    /// <returns>
    /// False when the agency is not registered, the id is taken, or two keys of its label work already; nothing was kept.
    /// </returns>
    [Alias("issue-key"), AsksFor(Roles.Administrator)]
    Task<bool> IssueKeyAsync(IssuedKey key, CancellationToken cancellationToken = default);

    /// <summary>Revokes a key from now on. Idempotent.</summary>
    /// <returns>False when there is no such key of that agency.</returns>
    [Alias("revoke-key"), AsksFor(Roles.Administrator)]
    Task<bool> RevokeKeyAsync(string agency, string keyId, CancellationToken cancellationToken = default);

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
