using Compounds.Agencies;
using Orleans.Concurrency;

namespace Compounds.Grains.Agencies;

/// <summary>The agencies of the task force and their keys. There is one, with the key <c>task-force</c>; it is read on sign-in, not on the path of a report.</summary>
[Alias("grain/register")]
public interface IRegisterGrain : IGrainWithStringKey
{
    /// <summary>The register as it is now.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<Register> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Registers an agency or changes its entry. Idempotent.</summary>
    [Alias("put-agency")]
    Task PutAgencyAsync(Agency agency, CancellationToken cancellationToken = default);

    /// <summary>Keeps a new key under its hash.</summary>
    /// <returns>False when the agency is not registered or the id is taken; nothing was kept.</returns>
    [Alias("issue-key")]
    Task<bool> IssueKeyAsync(IssuedKey key, CancellationToken cancellationToken = default);

    /// <summary>Revokes a key from now on. Idempotent.</summary>
    /// <returns>False when there is no such key of that agency.</returns>
    [Alias("revoke-key")]
    Task<bool> RevokeKeyAsync(string agency, string keyId, CancellationToken cancellationToken = default);
}

/// <summary>Finds the register.</summary>
public static class Registers
{
    /// <summary>The one register.</summary>
    public static IRegisterGrain GetRegister(this IGrainFactory grains) => grains.GetGrain<IRegisterGrain>("task-force");
}
