using System.Reflection;
using Orleans.Concurrency;

namespace Compounds.Architecture.Tests.Contracts;

/// <summary>The calls that grains of two versions make to each other, and the grain types that stand in stored stream names.</summary>
public class GrainContractTests
{
    private static readonly Type[] s_interfaces = [.. WireTypes.Written
        .Where(static type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).OrderBy(WireTypes.AliasOf, StringComparer.Ordinal)];

    [Fact]
    public void Every_grain_and_every_call_has_an_alias() => Assert.All(s_interfaces, static type =>
    {
        Assert.StartsWith("grain/", WireTypes.AliasOf(type), StringComparison.Ordinal);
        var calls = type.GetMethods().Select(WireTypes.AliasOf).ToArray();
        Assert.All(calls, static call => Assert.Matches("^[a-z]+(-[a-z]+)*$", call));
        Assert.Equal(calls.Distinct(), calls);
    });

    [Fact]
    public void Every_call_can_be_given_up() => Assert.All(s_interfaces.SelectMany(static type => type.GetMethods()), static method =>
    {
        var last = method.GetParameters()[^1];
        Assert.Equal(typeof(CancellationToken), last.ParameterType);
        Assert.True(last.IsOptional);
    });

    [Fact]
    public void Every_grain_pins_its_type() => Assert.All(
        Classes(), static type => Assert.True(type.IsDefined(typeof(GrainTypeAttribute), inherit: false), $"{type.Name} needs [GrainType]: its name is part of stored streams."));

    [Fact]
    public void The_grain_contract_is_the_one_that_was_agreed() => ContractFile.AssertUpToDate("GrainContracts.txt", Describe());

    private static IEnumerable<string> Describe()
    {
        foreach (var type in s_interfaces)
        {
            var above = type.GetInterfaces().Select(WireTypes.AliasOf).OfType<string>().Order(StringComparer.Ordinal).ToArray();
            yield return above.Length == 0 ? WireTypes.AliasOf(type)! : $"{WireTypes.AliasOf(type)} : {string.Join(", ", above)}";
            foreach (var method in type.GetMethods().OrderBy(WireTypes.AliasOf, StringComparer.Ordinal))
                yield return $"  {WireTypes.AliasOf(method)}({Parameters(method)}) -> {Answer(method)}";
        }

        foreach (var type in Classes().Select(static type => type.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, type).ToString()).Order(StringComparer.Ordinal))
            yield return $"grain type {type}";
    }

    private static IEnumerable<Type> Classes() => WireTypes.Written.Where(static type => type is { IsClass: true, IsAbstract: false } && typeof(IGrain).IsAssignableFrom(type));

    private static string Parameters(MethodInfo method) => string.Join(", ", method.GetParameters()
        .Where(static parameter => parameter.ParameterType != typeof(CancellationToken)).Select(static parameter => WireTypes.TextOf(parameter.ParameterType)));

    private static string Answer(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(ValueTask))
            return method.IsDefined(typeof(OneWayAttribute), inherit: false) ? "nothing, one way" : "nothing";
        var isTask = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));
        return WireTypes.TextOf(isTask ? type.GetGenericArguments()[0] : type);
    }
}
