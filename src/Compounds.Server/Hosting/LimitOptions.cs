using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>How much one caller may ask of a server. Section <c>Limits</c>. Requests are counted and not the reports in them.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Gets the requests a second of one key or member in the long run, 1 to 100,000; 500 by default. An agency has four times that.</summary>
    [Range(1, 100_000)]
    public int RequestsASecond { get; init; } = 500;

    /// <summary>Gets the requests of one key or member at once, 1 to 1,000,000; 2,000 by default. An agency has four times as many.</summary>
    [Range(1, 1_000_000)]
    public int RequestsAtOnce { get; init; } = 2_000;

    /// <summary>Gets the wrong keys a minute from one address, 1 to 100,000; 60 by default. Right keys from there are taken as before.</summary>
    [Range(1, 100_000)]
    public int WrongKeysAMinute { get; init; } = 60;
}

[OptionsValidator]
internal sealed partial class LimitOptionsValidator : IValidateOptions<LimitOptions>;
