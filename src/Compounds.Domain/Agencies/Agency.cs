using Compounds.Readers;

namespace Compounds.Agencies;

/// <summary>A partner that files reports and reads state.</summary>
/// <param name="Id">The short id, a-z, 0-9 and hyphens, 1 to 60 characters; it stands in audiences and report keys.</param>
/// <param name="Name">The name in full.</param>
/// <param name="Clearance">The highest TLP level its members may see.</param>
/// <param name="SourceReliability">The Admiralty letter A to F its reports get when they give none.</param>
/// <param name="Cluster">Agencies of one cluster (same owner, same newsroom) are not independent of each other; null when it stands alone.</param>
[GenerateSerializer, Immutable, Alias("value/agency")]
public sealed record Agency(
    [Id(0)] string Id, [Id(1)] string Name, [Id(2)] Tlp Clearance,
    [Id(3)] char SourceReliability, [Id(4)] string? Cluster)
{
    /// <summary>The id of the agency that keeps the register: the task force itself.</summary>
    public const string TaskForce = "task-force";

    /// <summary>The longest id.</summary>
    public const int MaxIdLength = 60;

    /// <summary>Whether a text can be an agency id.</summary>
    public static bool IsId(string? text) => text is { Length: >= 1 and <= MaxIdLength } && text[0] != '-' && text[^1] != '-' &&
        text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
