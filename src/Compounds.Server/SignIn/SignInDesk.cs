using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Compounds.Agencies;
using Compounds.Grains.Callers;
using Compounds.Grains.Replicas;
using Compounds.Grains.Sessions;
using Compounds.Readers;
using Compounds.Sessions;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>Begins sessions, finds whose they are, and ends them.</summary>
internal sealed class SignInDesk(
    IGrainFactory grains, Replica<SessionBook> sessions, Replica<Register> register, TimeProvider clock, IOptions<SignInOptions> options)
{
    private const int SecretBytes = 32;
    private const int IdDigits = 16;

    /// <summary>Begins a session.</summary>
    /// <returns>What its cookie is to hold, and the session.</returns>
    public async Task<(ClaimsPrincipal Cookie, Session Session)> StartAsync(
        string agency, Tlp clearance, Roles roles, string? member, string provider, bool isStrong, CancellationToken cancellationToken)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var (hash, now) = (HashOf(secret), clock.GetUtcNow());
        var session = new Session(
            hash[..IdDigits], hash, agency, clearance, roles, member, provider, isStrong, now, now + TimeSpan.FromHours(options.Value.SessionHours));
        using (CallerContext.ForSilo()) // He is nobody yet.
            await grains.GetSessions().StartAsync(session, cancellationToken);
        sessions.Outdate();
        return (SessionCookie.Of(session.Id, secret), session);
    }

    /// <summary>Whose session this is; null when it is over, or the secret is another's.</summary>
    /// <exception cref="Compounds.Ledger.LedgerUnavailableException">The sessions cannot be read at the moment.</exception>
    public async ValueTask<Caller?> FindAsync(string id, string secret, CancellationToken cancellationToken)
    {
        var session = await FindAsync(id, cancellationToken);
        var isRight = session is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(session.Hash), Encoding.ASCII.GetBytes(HashOf(secret)));
        return isRight ? await CallerOfAsync(session!, cancellationToken) : null;
    }

    /// <summary>The session of an id; null when it is over.</summary>
    /// <exception cref="Compounds.Ledger.LedgerUnavailableException">The sessions cannot be read at the moment.</exception>
    public async ValueTask<Session?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if ((await sessions.GetAsync(cancellationToken)).Find(id, now) is { } known)
            return known;
        return (await sessions.ReadAsync(cancellationToken)).Find(id, now); // It may have begun at another silo a moment ago.
    }

    /// <summary>Who acts in a session as things are now.</summary>
    public async ValueTask<Caller> CallerOfAsync(Session session, CancellationToken cancellationToken)
    {
        var agency = (await register.GetAsync(cancellationToken)).Agencies.GetValueOrDefault(session.Agency);
        return new Caller(new Reader(session.Agency, session.Readable(agency)), session.Granted, session.Actor, session.Member);
    }

    /// <summary>The sessions of a person that hold, newest first.</summary>
    public async Task<IReadOnlyList<Session>> OfAsync(string actor, CancellationToken cancellationToken) =>
        (await sessions.GetAsync(cancellationToken)).Of(actor, clock.GetUtcNow());

    /// <summary>The sessions of an agency that hold, newest first.</summary>
    public async Task<IReadOnlyList<Session>> OfAgencyAsync(string agency, CancellationToken cancellationToken) =>
        (await sessions.GetAsync(cancellationToken)).OfAgency(agency, clock.GetUtcNow());

    /// <summary>Ends sessions.</summary>
    public async Task EndAsync(IEnumerable<string> ids, string actor, CancellationToken cancellationToken)
    {
        using (CallerContext.ForSilo()) // What is ended may be what he came in.
            await grains.GetSessions().EndAsync([.. ids], actor, cancellationToken);
        sessions.Outdate();
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
