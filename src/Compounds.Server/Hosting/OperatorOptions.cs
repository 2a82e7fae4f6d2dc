using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>What operators of the machine see. Section <c>Operators</c>.</summary>
internal sealed class OperatorOptions
{
    public const string Section = "Operators";

    /// <summary>
    /// Gets the port of 127.0.0.1 on which administrators see the silos at <c>/ops/</c>; 0, the default, for nowhere. It counts the
    /// activations of all grains, those of hidden subjects among them, and is therefore for those who run the machine.
    /// </summary>
    [Range(0, 65_535, ErrorMessage = "Operators:Port is a free port of this machine, 1 to 65535, or 0 for none.")]
    public int Port { get; init; }
}

[OptionsValidator]
internal sealed partial class OperatorOptionsValidator : IValidateOptions<OperatorOptions>;
