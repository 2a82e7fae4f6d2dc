using System.ComponentModel.DataAnnotations;
using Compounds.Agencies;
using Compounds.Duties;
using Compounds.Readers;
using Microsoft.Extensions.Options;

namespace Compounds.Server.SignIn;

/// <summary>A place where people sign in with OpenID Connect. Section <c>SignIn:Providers:0</c> and so on.</summary>
internal sealed class ProviderOptions : IValidatableObject
{
    /// <summary>Gets the id, which stands in the address of the sign-in: a-z, 0-9 and hyphens.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,40}$", ErrorMessage = "The Id of a sign-in provider is 1 to 40 of a-z, 0-9 and hyphens.")]
    public string Id { get; init; } = "";

    /// <summary>Gets what people know it by.</summary>
    [Required]
    public string Name { get; init; } = "";

    /// <summary>Gets its issuer, an https address; on loopback http will do.</summary>
    [Required]
    public Uri? Authority { get; init; }

    /// <summary>Gets the id by which it knows this deployment.</summary>
    [Required]
    public string ClientId { get; init; } = "";

    /// <summary>Gets the secret that goes with it, kept in the environment, never in a file; none for a public client.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Gets what is asked for beside <c>openid</c>, with spaces between them; nothing by default: no name is wanted.</summary>
    public string? Scopes { get; init; }

    /// <summary>Gets the claim that names a person's groups; <c>groups</c> by default.</summary>
    [Required]
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>
    /// Gets the classes (<c>acr</c>) that say a second factor was shown, the one to ask for first; without any, <c>mfa</c> among the methods
    /// (<c>amr</c>) says it.
    /// </summary>
    public IReadOnlyList<string> StrongAcr { get; init; } = [];

    /// <summary>Gets what its groups give.</summary>
    [MinLength(1, ErrorMessage = "A sign-in provider without Grants lets no one in: say for at least one Group its Agency, Clearance and Roles.")]
    [ValidateEnumeratedItems]
    public IReadOnlyList<GrantOptions> Grants { get; init; } = [];

    /// <summary>Whether tokens come over this machine only.</summary>
    public bool IsOnLoopback => Authority is { IsLoopback: true };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is { IsAbsoluteUri: true } && (Authority.Scheme == Uri.UriSchemeHttps || (IsOnLoopback && Authority.Scheme == Uri.UriSchemeHttp)))
            yield break;
        yield return new ValidationResult($"The Authority of the sign-in provider '{Id}' is an https address, such as https://login.example.org.");
    }
}

/// <summary>What one group of a provider gives.</summary>
internal sealed class GrantOptions : IValidatableObject
{
    /// <summary>Gets the group, as the provider names it.</summary>
    [Required]
    public string Group { get; init; } = "";

    /// <summary>Gets the id of the agency whose members they are.</summary>
    [Required]
    public string Agency { get; init; } = "";

    /// <summary>Gets the highest TLP level they may see, within what their agency may.</summary>
    [Required]
    public string Clearance { get; init; } = "";

    /// <summary>Gets what they may do: any of the roles that people may have, such as analyst or policy.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Compounds.Agencies.Agency.IsId(Agency))
            yield return new ValidationResult($"The Agency of the group '{Group}' is an id such as 'thai-pea'.");
        if (!Levels.TryParse(Clearance, out Tlp _))
            yield return new ValidationResult($"The Clearance of the group '{Group}' is one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED.");
        if (!RoleNames.TryParse(Roles, out var roles) || (roles & ~Entitlement.OfPeople) != 0)
            yield return new ValidationResult($"The Roles of the group '{Group}' are any of {RoleNames.Text(Entitlement.OfPeople)}; relay and archivist are of keys.");
        else if (Separation.FaultOf(Agency, roles) is { } fault)
            yield return new ValidationResult($"The group '{Group}': {fault}");
    }
}
