using System.Security.Cryptography;
using System.Text;

namespace Compounds.Grains.Policy;

/// <summary>Finds policy actions.</summary>
public static class PolicyActions
{
    /// <summary>The key of the one directory.</summary>
    internal static string DirectoryKey => "task-force";

    private const string Mark = "pa-";
    private const int Digits = 12;

    /// <summary>The id of the action that a command drafts: the same command sent again drafts the same action.</summary>
    /// <param name="agency">The agency of whoever drafts.</param>
    /// <param name="commandId">The command's id.</param>
    public static string IdOf(string agency, string commandId) =>
        Mark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{agency}/{commandId}")))[..Digits];

    /// <summary>Whether a text can be an action's id.</summary>
    public static bool IsId(string text) => text.Length == Mark.Length + Digits && text.StartsWith(Mark, StringComparison.Ordinal) && text[Mark.Length..].All(char.IsAsciiHexDigitLower);

    /// <summary>One action.</summary>
    public static IPolicyActionGrain GetPolicyAction(this IGrainFactory grains, string id) => grains.GetGrain<IPolicyActionGrain>(id);

    /// <summary>The one directory.</summary>
    public static IPolicyDirectoryGrain GetPolicyDirectory(this IGrainFactory grains) => grains.GetGrain<IPolicyDirectoryGrain>(DirectoryKey);
}
