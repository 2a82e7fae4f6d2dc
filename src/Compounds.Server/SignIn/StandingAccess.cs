using System.Globalization;
using System.Security.Claims;
using Compounds.Agencies;
using Compounds.Grains.Replicas;
using Compounds.Ledger;

namespace Compounds.Server.SignIn;

/// <summary>Whether what let a caller in still does. An answer that goes on for long would otherwise outlive its key or session.</summary>
internal sealed class StandingAccess(Replica<Register> register, SignInDesk desk, TimeProvider clock)
{
    /// <summary>The time between two looks while nothing is told, so that with the age of a replica it is below five seconds.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    /// <summary>Whether the caller's key or session still holds, and gives what it did.</summary>
    /// <exception cref="LedgerUnavailableException">That cannot be read at the moment.</exception>
    public async ValueTask<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        SessionCookie.Read(user).Session is { } session ? await HoldsAsync(session, user, cancellationToken)
        : user.FindFirstValue(KeyAuthentication.KeyIdClaim) is not { } key || KeyAuthentication.IsOfSettings(key)
            || (await register.GetAsync(cancellationToken)) is var known
                && known.Keys.TryGetValue(key, out var issued) && issued.WorksAt(clock.GetUtcNow()) && known.Agencies.TryGetValue(issued.Agency, out var agency)
                && agency.Clearance == Caller.Of(user).Reader.Clearance;

    /// <summary>The same for those who have nothing more to do once it does not.</summary>
    /// <exception cref="AccessEndedException">It does not.</exception>
    public async ValueTask ConfirmAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!await HoldsAsync(user, cancellationToken))
            throw new AccessEndedException();
    }

    /// <summary>Waits until it holds no more, or that can no longer be found out.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task EndAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        try
        {
            while (await HoldsAsync(user, cancellationToken))
                await Task.Delay(s_look, clock, cancellationToken);
        }
        catch (LedgerUnavailableException)
        {
            // Nothing is told on the strength of what cannot be looked up; the page comes back and asks.
        }
    }

    private async ValueTask<bool> HoldsAsync(string id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var idle = long.Parse(user.FindFirstValue(SessionCookie.IdleClaim)!, CultureInfo.InvariantCulture);
        return clock.GetUtcNow().UtcTicks < idle && await desk.FindAsync(id, cancellationToken) is { } session
            && await desk.CallerOfAsync(session, cancellationToken) == Caller.Of(user);
    }
}
