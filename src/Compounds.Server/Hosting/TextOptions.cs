using Compounds.Grains.Texts;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Under which key the keys of reports' texts are kept. Section <c>Texts</c>.</summary>
internal sealed class TextOptions
{
    public const string Section = "Texts";

    private const string Right = "Texts:Keys is 32 bytes in Base64, or several such with commas between them: openssl rand -base64 32.";

    /// <summary>
    /// Gets the deployment's key, 32 bytes in Base64, kept in the environment, never in a file; several with commas between them, of which the
    /// first is used from now on and the others open what they wrapped. Without it the server makes one and keeps it beside the keys.
    /// </summary>
    public string? Keys { get; init; }

    /// <summary>Reads the keys of the section.</summary>
    /// <exception cref="OptionsValidationException">One of them is not 32 bytes in Base64.</exception>
    public static IReadOnlyList<byte[]> KeysOf(IConfiguration configuration)
    {
        var texts = configuration.GetSection(Section).Get<TextOptions>()?.Keys ?? "";
        return [.. texts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static text =>
        {
            var key = new byte[TextKeyRing.KeyBytes];
            return Convert.TryFromBase64String(text, key, out var length) && length == key.Length ? key
                : throw new OptionsValidationException(Section, typeof(TextOptions), [Right]);
        })];
    }

    /// <summary>Reads them for their errors alone.</summary>
    /// <exception cref="OptionsValidationException">One of them is not 32 bytes in Base64.</exception>
    public static void Check(IConfiguration configuration) => KeysOf(configuration);
}
