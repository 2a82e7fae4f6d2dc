using System.Globalization;
using Compounds.Server.Problems;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Says at <c>/.well-known/security.txt</c> (RFC 9116) whom to tell of a weakness in this server.</summary>
internal static class SecurityText
{
    /// <summary>The setting: an address that begins with <c>mailto:</c> or <c>https:</c>.</summary>
    public const string Setting = "SecurityContact";

    private const string Path = "/.well-known/security.txt";

    /// <summary>How long what it says may be relied on; it is computed at each request, so that it is always to come.</summary>
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(90);

    private static Problem Absent { get; } = Problem.NotFound(
        $"The operator of this server names no contact for reports of weaknesses; the setting {Setting} names one, such as mailto:security@example.org.");

    /// <summary>Reads the setting.</summary>
    /// <exception cref="OptionsValidationException">It is no such address.</exception>
    public static string? ContactOf(IConfiguration configuration)
    {
        var contact = configuration[Setting];
        if (string.IsNullOrWhiteSpace(contact))
            return null;
        return Uri.TryCreate(contact, UriKind.Absolute, out var address) && address.Scheme is "mailto" or "https" ? contact
            : throw new OptionsValidationException(
                Setting, typeof(string), [$"{Setting} is '{contact}'; give an address such as mailto:security@example.org or https://example.org/security."]);
    }

    public static void MapSecurityText(this WebApplication app)
    {
        var contact = ContactOf(app.Configuration);
        app.MapGet(Path, (TimeProvider clock) => contact is null ? (IResult)Absent.Result : TypedResults.Text(Text(contact, clock.GetUtcNow())))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static string Text(string contact, DateTimeOffset now)
    {
        var expires = new DateTimeOffset((now + s_lifetime).UtcDateTime.Date, TimeSpan.Zero);
        return $"Contact: {contact}\nExpires: {expires.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\nPreferred-Languages: en, th\n";
    }
}
