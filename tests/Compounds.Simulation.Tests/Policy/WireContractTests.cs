using System.Reflection;
using Compounds.Simulation.Policy;
using Orleans;

namespace Compounds.Simulation.Tests.Policy;

public class WireContractTests
{
    private static readonly Type[] OnTheWire =
        [.. typeof(PolicyAction).Assembly.GetTypes().Where(type => type.Namespace == typeof(PolicyAction).Namespace && type.IsDefined(typeof(GenerateSerializerAttribute)))];

    [Fact]
    public void Every_type_on_the_wire_has_an_alias_of_its_own_and_is_immutable()
    {
        var aliases = OnTheWire.Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? type.Name).ToArray();

        Assert.Contains("policy/action", aliases);
        Assert.All(aliases, alias => Assert.StartsWith("policy/", alias, StringComparison.Ordinal));
        Assert.Equal(aliases.Length, aliases.Distinct().Count());
        Assert.All(OnTheWire, type => Assert.True(type.IsDefined(typeof(ImmutableAttribute)), type.Name));
    }

    [Fact]
    public void Every_parameter_of_a_type_on_the_wire_is_numbered_in_order() => Assert.All(OnTheWire.Where(type => !type.IsAbstract), type =>
    {
        var parameters = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();
        Assert.Equal(
            Enumerable.Range(0, parameters.Length).Select(at => (uint?)at),
            parameters.Select(parameter => parameter.GetCustomAttribute<IdAttribute>()?.Id));
    });
}
