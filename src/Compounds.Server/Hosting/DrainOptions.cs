using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>How this server leaves. Section <c>Drain</c>.</summary>
internal sealed class DrainOptions
{
    public const string Section = "Drain";

    /// <summary>The notice of a server in a cluster.</summary>
    public static TimeSpan InCluster { get; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets how long this server still answers questions once it was told to stop, while it is not ready and refuses reports, so that a load
    /// balancer sends nobody to it any more; 0 to 15 s. By default 5 s in a cluster, and none for a server that is alone.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:15")]
    public TimeSpan? Notice { get; init; }
}

[OptionsValidator]
internal sealed partial class DrainOptionsValidator : IValidateOptions<DrainOptions>;
