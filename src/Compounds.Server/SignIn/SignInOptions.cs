using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>Who may come in before any agency is registered. Section <c>SignIn</c>.</summary>
internal sealed class SignInOptions : IValidatableObject
{
    public const string Section = "SignIn";

    /// <summary>
    /// Gets the SHA-256, in hex, of the key of the first of two people who keep the register before anybody can sign in; none by default. He
    /// makes the key (<c>compounds key create</c>) and gives the deployer only its hash.
    /// </summary>
    [RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "SignIn:AdministratorKeySha256 is 64 hex digits: the SHA-256 of a key made with 'compounds key create'.")]
    public string? AdministratorKeySha256 { get; init; }

    /// <summary>Gets the same of the second person, without whom the first raises no clearance and issues no key of trust; none by default.</summary>
    [RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "SignIn:SecondAdministratorKeySha256 is 64 hex digits: the SHA-256 of a key made with 'compounds key create'.")]
    public string? SecondAdministratorKeySha256 { get; init; }

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

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdministratorKeySha256 is not null && AdministratorKeySha256.Equals(SecondAdministratorKeySha256, StringComparison.OrdinalIgnoreCase))
            yield return new ValidationResult("SignIn:SecondAdministratorKeySha256 is the hash of another person's key than SignIn:AdministratorKeySha256.");
    }

    /// <summary>Reads the section.</summary>
    public static SignInOptions Of(IConfiguration configuration) => configuration.GetSection(Section).Get<SignInOptions>() ?? new SignInOptions();
}

[OptionsValidator]
internal sealed partial class SignInOptionsValidator : IValidateOptions<SignInOptions>;
