using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Compounds.Agencies;
using Compounds.Grains.Replicas;
using Compounds.Readers;
using Compounds.Server.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>Authenticates <c>Authorization: Bearer ck_…</c>. The key itself is hashed at once and never kept or logged.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Replica<Register> replica,
    IOptions<SignInOptions> signIn, KeyUses uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Key";
    public const string KeyIdClaim = "key";

    /// <summary>What stands for the id of the key that the settings name.</summary>
    public const string FirstAdministrator = "first-administrator";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (AgencyKey.HashOf(header["Bearer ".Length..].Trim()) is not { } hash)
            return AuthenticateResult.Fail("This is not a key of Compounds.");
        if (IsFirstAdministrator(hash))
            return Ticket(new Reader(SignInOptions.FirstAgency, Tlp.Clear), Roles.Administrator, FirstAdministrator);
        var register = await replica.GetAsync(Context.RequestAborted);
        if (register.FindKey(hash) is null && Context.RequestServices.GetRequiredService<WrongKeys>().MaySearch(Context))
            register = await replica.ReadAsync(Context.RequestAborted); // It may have been issued at another silo a moment ago.
        var now = TimeProvider.GetUtcNow();
        if (register.FindKey(hash) is not { } key || !key.WorksAt(now) || !key.WorksFrom(Context.Connection.RemoteIpAddress)
            || !register.Agencies.TryGetValue(key.Agency, out var agency))
            return AuthenticateResult.Fail("This key is unknown, was revoked, has expired, or does not work from here.");
        uses.Note(key, DateOnly.FromDateTime(now.UtcDateTime));
        return Ticket(new Reader(agency.Id, agency.Clearance), key.Roles, key.Id);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Problem.Unauthenticated.WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Problem.Forbidden.WriteAsync(Context);

    private bool IsFirstAdministrator(string hash) => signIn.Value.AdministratorKeySha256 is { Length: 64 } configured &&
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(configured.ToLowerInvariant()));

    private static AuthenticateResult Ticket(Reader reader, Roles roles, string keyId) => AuthenticateResult.Success(new AuthenticationTicket(
        new Caller(reader, roles, $"{reader.Agency}:key-{keyId}").ToPrincipal(Name, new System.Security.Claims.Claim(KeyIdClaim, keyId)), Name));
}
