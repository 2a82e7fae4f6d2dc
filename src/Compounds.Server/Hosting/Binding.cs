using System.Net;
using Compounds.Server.SignIn;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Refuses to listen where strangers can reach it before anybody can sign in for real.</summary>
internal static class Binding
{
    private const string Default = "http://127.0.0.1:5080";

    /// <exception cref="OptionsValidationException">Strangers could reach it without signing in for real.</exception>
    public static void UseSafeBinding(this WebApplicationBuilder builder)
    {
        var urls = builder.Configuration["urls"] ?? builder.Configuration["ASPNETCORE_URLS"] ?? Default;
        builder.WebHost.UseUrls(OperatorPage.AddressOf(builder.Configuration) is { } own ? $"{urls};{own}" : urls);
        var open = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(static url => !IsLoopback(url)).ToArray();
        var signIn = SignInOptions.Of(builder.Configuration);
        if (open.Length > 0 && (signIn.AllowDevelopment || signIn.AdministratorKeySha256 is null))
        {
            throw new OptionsValidationException(SignInOptions.Section, typeof(SignInOptions), [
                $"Compounds listens on {string.Join(", ", open)} only with real sign-in: " +
                "set SignIn:AdministratorKeySha256 and leave SignIn:AllowDevelopment off, or listen on 127.0.0.1."]);
        }
    }

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) &&
        (uri.Host is "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
