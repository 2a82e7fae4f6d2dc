using System.Reflection;
using Compounds.Simulation.Choice;
using Orleans;

namespace Compounds.Simulation.Tests.Choice;

public class WireContractTests
{
    private static readonly Type[] OnTheWire =
        [.. typeof(CutFront).Assembly.GetTypes().Where(static type => type.Namespace == typeof(CutFront).Namespace && type.IsDefined(typeof(GenerateSerializerAttribute)))];

    [Fact]
    public void Every_type_on_the_wire_has_an_alias_of_its_own_and_is_immutable()
    {
        var aliases = OnTheWire.Select(static type => type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.Name).ToArray();

        Assert.Contains("choice/front-point", aliases);
        Assert.All(aliases, static alias => Assert.StartsWith("choice/", alias, StringComparison.Ordinal));
        Assert.Equal(aliases.Length, aliases.Distinct().Count());
        Assert.All(OnTheWire, static type => Assert.True(type.IsDefined(typeof(ImmutableAttribute)), type.Name));
    }

    [Fact]
    public void Every_parameter_of_a_type_on_the_wire_is_numbered_in_order() => Assert.All(OnTheWire, static type =>
    {
        var parameters = type.GetConstructors().MaxBy(static constructor => constructor.GetParameters().Length)!.GetParameters();
        Assert.Equal(
            Enumerable.Range(0, parameters.Length).Select(static at => (uint?)at),
            parameters.Select(static parameter => parameter.GetCustomAttribute<IdAttribute>()?.Id));
    });
}
