using System.Reflection;

namespace Compounds.Architecture.Tests.Contracts;

/// <summary>The contract between silos of two versions: aliases and member numbers.</summary>
public class WireContractTests
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly string[] s_prefixes = ["grain", "state", "event", "command", "value", "choice", "simulation", "policy"];

    [Fact]
    public void Every_serialized_type_has_an_alias_with_a_known_prefix() => Assert.All(WireTypes.Serialized, static type =>
    {
        var alias = WireTypes.AliasOf(type);
        Assert.True(alias is not null, $"{type.FullName} needs an alias, such as value/claim.");
        Assert.Matches("^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)+$", alias);
        Assert.Contains(alias.Split('/')[0], s_prefixes);
    });

    [Fact]
    public void No_two_types_share_an_alias() =>
        Assert.Empty(WireTypes.Written.Select(WireTypes.AliasOf).OfType<string>().GroupBy(static alias => alias).Where(static group => group.Count() > 1).Select(static group => group.Key));

    [Fact]
    public void Every_member_of_a_serialized_type_has_a_number_of_its_own() => Assert.All(WireTypes.Serialized, static type =>
    {
        var numbers = Members(type).Select(static member => member.Id).ToArray();
        Assert.Equal(numbers.Distinct(), numbers);
        var carried = type.GetConstructors(Own).Where(static constructor => constructor.GetParameters().Any(static parameter => parameter.IsDefined(typeof(IdAttribute), inherit: false))).ToArray();
        Assert.All(carried, static constructor => Assert.All(constructor.GetParameters(), static parameter => Assert.True(parameter.IsDefined(typeof(IdAttribute), inherit: false))));
    });

    [Fact]
    public void The_wire_contract_is_the_one_that_was_agreed() => ContractFile.AssertUpToDate("WireContracts.txt", Describe());

    private static IEnumerable<string> Describe()
    {
        foreach (var type in WireTypes.Serialized.OrderBy(WireTypes.AliasOf, StringComparer.Ordinal))
        {
            yield return type.BaseType is { } above && WireTypes.AliasOf(above) is { } alias ? $"{WireTypes.AliasOf(type)} : {alias}" : WireTypes.AliasOf(type)!;
            foreach (var (id, name, of) in Members(type).OrderBy(static member => member.Id))
                yield return $"  {id} {name}: {WireTypes.TextOf(of)}";
        }

        foreach (var type in WireTypes.Serialized.SelectMany(Members).SelectMany(static member => WireTypes.EnumsIn(member.Type)).Distinct().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            yield return $"enum {type.FullName}";
            foreach (var value in Enum.GetValuesAsUnderlyingType(type).Cast<object>())
                yield return $"  {value} {Enum.GetName(type, value)}";
        }
    }

    private static IEnumerable<(uint Id, string Name, Type Type)> Members(Type type)
    {
        foreach (var parameter in type.GetConstructors(Own).SelectMany(static constructor => constructor.GetParameters()))
        {
            if (parameter.GetCustomAttribute<IdAttribute>() is { } id)
                yield return (id.Id, parameter.Name!, parameter.ParameterType);
        }

        foreach (var property in type.GetProperties(Own))
        {
            if (property.GetCustomAttribute<IdAttribute>() is { } id)
                yield return (id.Id, property.Name, property.PropertyType);
        }

        foreach (var field in type.GetFields(Own))
        {
            if (field.GetCustomAttribute<IdAttribute>() is { } id)
                yield return (id.Id, field.Name, field.FieldType);
        }
    }
}
