using System.CommandLine;
using System.Security.Cryptography;
using Compounds.Agencies;

namespace Compounds.Cli.Registering;

/// <summary><c>compounds key create</c>: makes the key of the first administrator, whom no server can issue one yet.</summary>
internal static class CreateKeyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var create = new Command(
            "create", "Makes the first administrator's key and the hash by which a server knows it; no server is asked, for example: compounds key create > admin.txt");
        create.SetAction(_ =>
        {
            var secret = RandomNumberGenerator.GetBytes(AgencyKey.SecretBytes);
            var key = AgencyKey.Compose(AgencyKey.IdOf(secret), secret);

            // The key alone on the standard output, so that it can go straight into a file; the hash is no secret.
            screen.Complain("Give the server this hash and keep the key; it is shown only now:");
            screen.Complain($"SignIn__AdministratorKeySha256={AgencyKey.HashOf(key)}");
            screen.Output.WriteLine(key);
            return ExitCode.Done;
        });
        return create;
    }
}
