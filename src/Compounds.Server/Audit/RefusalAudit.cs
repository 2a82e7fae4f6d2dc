using System.Net;
using System.Net.Sockets;
using Compounds.Audit;
using Compounds.Server.Hosting;
using Compounds.Server.SignIn;

namespace Compounds.Server.Audit;

/// <summary>Notes who was refused, whatever refused him.</summary>
internal static class RefusalAudit
{
    private const int NetworkOfV4 = 24;
    private const int NetworkOfV6 = 48;

    /// <summary>Outside of all that may refuse or fail.</summary>
    public static void UseRefusalAudit(this WebApplication app)
    {
        var trail = app.Services.GetRequiredService<AuditTrail>();
        app.Use(async (http, next) =>
        {
            await next(http);
            if (http.Response.StatusCode is 401 or 403 or 429
                && http.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase))
                Note(http, trail);
        });
    }

    /// <summary>The network of an address, as text: an attack is stopped by network, and a whole address may be one person's.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var length = plain.AddressFamily is AddressFamily.InterNetwork ? NetworkOfV4 : NetworkOfV6;
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(length / 8).Clear();
        return $"{new IPAddress(bytes)}/{length}";
    }

    private static void Note(HttpContext http, AuditTrail trail)
    {
        var (isKnown, hasKey, operation) = (http.User.Identity?.IsAuthenticated == true, http.Request.Headers.Authorization.Count > 0,
            ReadAudit.OperationOf(http));
        // One who is known was not refused when he was told to wait, nor one who asks who he is and shows nothing.
        if (http.Response.StatusCode == 429 ? isKnown || !hasKey : !isKnown && !hasKey && operation == "GetMe")
            return;
        var caller = isKnown ? Caller.Of(http.User) : null;
        trail.Refused(
            new AuditRefused(
                caller?.Actor, caller?.Reader.Agency, null, isKnown ? null : NetworkOf(http.Connection.RemoteIpAddress),
                isKnown ? http.Response.StatusCode : 401, hasKey, operation, 1, default),
            isKnown ? null : WrongKeys.IdOf(http.Request.Headers.Authorization.ToString()));
    }
}
