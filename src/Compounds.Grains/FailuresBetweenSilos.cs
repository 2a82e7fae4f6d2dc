using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Compounds.Grains;

/// <summary>Failures that cross from one silo to another keep their type, so that whoever asked can tell what may be tried again.</summary>
public static class FailuresBetweenSilos
{
    /// <summary>Lets the serializer carry the failures of this product by name.</summary>
    public static IServiceCollection AddFailuresBetweenSilos(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(static options => options.SupportedNamespacePrefixes.Add("Compounds"));
}
