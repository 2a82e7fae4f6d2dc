using System.Security.Claims;
using Compounds.Agencies;
using Compounds.Grains.Replicas;

namespace Compounds.Server.SignIn;

/// <summary>Whether what let a caller in still does. An answer that goes on for long would otherwise outlive its key.</summary>
internal sealed class StandingAccess(Replica<Register> replica)
{
    /// <summary>Whether the caller's key was not revoked since, and reads what it did. A session is not asked about: it has no key.</summary>
    /// <exception cref="Compounds.Ledger.LedgerUnavailableException">The register cannot be read at the moment.</exception>
    public async ValueTask<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.FindFirstValue(KeyAuthentication.KeyIdClaim) is not { } id || id is KeyAuthentication.FirstAdministrator)
            return true;
        var register = await replica.GetAsync(cancellationToken);
        return register.Keys.TryGetValue(id, out var key) && key.RevokedAt is null
            && register.Agencies.TryGetValue(key.Agency, out var agency) && agency.Clearance == Caller.Of(user).Reader.Clearance;
    }

    /// <summary>The same for those who have nothing more to do once it does not.</summary>
    /// <exception cref="AccessEndedException">It does not.</exception>
    public async ValueTask ConfirmAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!await HoldsAsync(user, cancellationToken))
            throw new AccessEndedException();
    }
}
