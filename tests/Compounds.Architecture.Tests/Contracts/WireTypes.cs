using System.Reflection;
using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Grains.Inbox;
using Compounds.Simulation;

namespace Compounds.Architecture.Tests.Contracts;

/// <summary>The types that go between silos, and their texts in contract files.</summary>
internal static class WireTypes
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(uint)] = "uint", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(object)] = "object",
    };

    /// <summary>Gets the assemblies that hold wire types.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [typeof(Claim).Assembly, typeof(Assessment).Assembly, typeof(IInboxGrain).Assembly, typeof(Scenario).Assembly];

    /// <summary>Gets every type that is serialized by member number.</summary>
    public static IReadOnlyList<Type> Serialized { get; } = [.. Written.Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];

    /// <summary>Gets every type of these assemblies that was written by hand.</summary>
    public static IEnumerable<Type> Written => Assemblies.SelectMany(static assembly => assembly.GetTypes())
        .Where(static type => type.Namespace?.StartsWith("Compounds", StringComparison.Ordinal) == true && !type.Name.StartsWith('<'));

    /// <summary>The alias of a type, or null.</summary>
    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    /// <summary>A type as it stands in a contract: by alias where it has one.</summary>
    public static string TextOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return TextOf(value) + "?";
        if (type.IsArray)
            return TextOf(type.GetElementType()!) + "[]";
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (AliasOf(type) is { } alias)
            return alias;
        if (!type.IsGenericType)
            return type.Name;
        var name = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        return name is "ValueTuple" ? $"({Arguments(type)})" : $"{name}<{Arguments(type)}>";
    }

    /// <summary>The enumerations inside a type.</summary>
    public static IEnumerable<Type> EnumsIn(Type type) => type.IsEnum ? [type]
        : type.IsArray ? EnumsIn(type.GetElementType()!)
        : type.GetGenericArguments().SelectMany(EnumsIn);

    private static string Arguments(Type type) => string.Join(", ", type.GetGenericArguments().Select(TextOf));
}
