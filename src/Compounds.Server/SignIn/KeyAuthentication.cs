using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Compounds.Agencies;
using Compounds.Duties;
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

    private const string FirstAdministrator = "first-administrator";
    private const string SecondAdministrator = "second-administrator";

    /// <summary>Whether the settings name a key, so that it is not in the register.</summary>
    public static bool IsOfSettings(string keyId) => keyId is FirstAdministrator or SecondAdministrator;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (AgencyKey.HashOf(header["Bearer ".Length..].Trim()) is not { } hash)
            return AuthenticateResult.Fail("This is not a key of Compounds.");
        if (AdministratorOf(hash) is { } administrator)
        {
            // A person holds this key, until people can sign in; so it gives his word.
            return Ticket(new Reader(Agency.TaskForce, Tlp.Clear), Roles.Administrator | Roles.Registrar, administrator, isPerson: true);
        }

        var register = await replica.GetAsync(Context.RequestAborted);
        if (register.FindKey(hash) is null && Context.RequestServices.GetRequiredService<WrongKeys>().MaySearch(Context))
            register = await replica.ReadAsync(Context.RequestAborted); // It may have been issued at another silo a moment ago.
        var now = TimeProvider.GetUtcNow();
        if (register.FindKey(hash) is not { } key || !key.WorksAt(now) || !key.WorksFrom(Context.Connection.RemoteIpAddress)
            || !register.Agencies.TryGetValue(key.Agency, out var agency))
            return AuthenticateResult.Fail("This key is unknown, was revoked, has expired, or does not work from here.");
        uses.Note(key, DateOnly.FromDateTime(now.UtcDateTime));
        return Ticket(new Reader(agency.Id, agency.Clearance), Separation.Within(agency.Id, key.Roles), key.Id, isPerson: false);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Problem.Unauthenticated.WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Problem.Forbidden.WriteAsync(Context);

    private string? AdministratorOf(string hash) =>
        IsOf(signIn.Value.AdministratorKeySha256, hash) ? FirstAdministrator : IsOf(signIn.Value.SecondAdministratorKeySha256, hash) ? SecondAdministrator : null;

    private static bool IsOf(string? configured, string hash) => configured is { Length: 64 } &&
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(configured.ToLowerInvariant()));

    private static AuthenticateResult Ticket(Reader reader, Roles roles, string keyId, bool isPerson)
    {
        var actor = isPerson ? $"{reader.Agency}:{keyId}" : $"{reader.Agency}:key-{keyId}";
        var caller = new Caller(reader, roles, actor, isPerson ? actor : null);
        return AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Name, new System.Security.Claims.Claim(KeyIdClaim, keyId)), Name));
    }
}
