using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>Who may come in before any agency is registered. Section <c>SignIn</c>.</summary>
internal sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>The agency that the first administrator belongs to.</summary>
    public const string FirstAgency = "task-force";

    /// <summary>
    /// Gets the SHA-256, in hex, of the key with which the first administrator registers agencies; none by default. The deployer makes the
    /// key (<c>compounds key create</c>) and gives only its hash.
    /// </summary>
    [RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "SignIn:AdministratorKeySha256 is 64 hex digits: the SHA-256 of a key made with 'compounds key create'.")]
    public string? AdministratorKeySha256 { get; init; }

    /// <summary>Gets whether anybody on this machine may sign in as anybody; only ever in Development and on loopback. False by default.</summary>
    public bool AllowDevelopment { get; init; }

    /// <summary>Gets how long a session lasts at most, in hours; 12 by default.</summary>
    [Range(1, 168, ErrorMessage = "SignIn:SessionHours is 1 to 168.")]
    public int SessionHours { get; init; } = 12;

    /// <summary>Gets after how many minutes without a request a session is over; 30 by default.</summary>
    [Range(1, 1440, ErrorMessage = "SignIn:IdleMinutes is 1 to 1440.")]
    public int IdleMinutes { get; init; } = 30;

    /// <summary>Gets the OpenID Connect providers through which people sign in; none by default.</summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<ProviderOptions> Providers { get; init; } = [];

    /// <summary>Reads the section.</summary>
    public static SignInOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<SignInOptions>() ?? new SignInOptions();
}

[OptionsValidator]
internal sealed partial class SignInOptionsValidator : IValidateOptions<SignInOptions>;
