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
}

[OptionsValidator]
internal sealed partial class SignInOptionsValidator : IValidateOptions<SignInOptions>;
