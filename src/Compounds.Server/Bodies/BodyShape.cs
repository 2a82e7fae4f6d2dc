using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compounds.Server.Bodies;

/// <summary>
/// What the type of a body asks of a value: members and entries that are not nullable are there, and every validation attribute holds.
/// It is read from the type at run time, so that no way of mapping an endpoint, generic or not, escapes it.
/// </summary>
internal sealed class BodyShape
{
    private static readonly ConcurrentDictionary<Type, BodyShape> s_shapes = new();

    private readonly Member[] _members;

    private BodyShape(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var parameters = type.GetConstructors().SelectMany(static constructor => constructor.GetParameters()).ToArray();
        _members = IsOurs(type)
            ? [.. type.GetProperties().Where(static property => property.GetMethod is { IsStatic: false }).Select(Read)]
            : [];

        Member Read(PropertyInfo property)
        {
            var info = nullability.Create(property);
            var entry = info.ElementType ?? (info.GenericTypeArguments is [var only] ? only : null);
            var isList = property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable));
            return new Member(
                property,
                JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                MayBeNull: info.ReadState is NullabilityState.Nullable,
                MayHoldNull: !isList || entry is null || entry.ReadState is NullabilityState.Nullable,
                [.. property.GetCustomAttributes<ValidationAttribute>().Concat(parameters
                    .Where(parameter => parameter.Name == property.Name)
                    .SelectMany(static parameter => parameter.GetCustomAttributes<ValidationAttribute>()))]);
        }
    }

    /// <summary>Gets what such a body is, for a sentence that says what would be right.</summary>
    public string Description => _members.Where(static member => !member.MayBeNull).Select(static member => $"'{member.Name}'").ToArray() switch
    {
        [] => "a JSON object",
        [var only] => $"a JSON object with {only}",
        [.. var first, var last] => $"a JSON object with {string.Join(", ", first)} and {last}",
    };

    /// <summary>The shape of a type.</summary>
    public static BodyShape Of(Type type) => s_shapes.GetOrAdd(type, static type => new BodyShape(type));

    /// <summary>Finds what is wrong with a body, part by part, in the order of its members.</summary>
    public IEnumerable<BodyProblem> Check(object body, string path = "") =>
        _members.SelectMany(member => Check(member, body, path + "/" + member.Name));

    private static IEnumerable<BodyProblem> Check(Member member, object body, string path)
    {
        var value = member.Property.GetValue(body);
        foreach (var attribute in member.Attributes)
        {
            if (!attribute.IsValid(value))
                yield return new BodyProblem(path, attribute is RequiredAttribute ? Missing(member) : attribute.FormatErrorMessage(member.Name));
        }

        if (value is null)
        {
            if (!member.MayBeNull && !member.Attributes.OfType<RequiredAttribute>().Any())
                yield return new BodyProblem(path, Missing(member));
            yield break;
        }

        if (value is IEnumerable entries and not string)
        {
            var at = 0;
            foreach (var entry in entries)
            {
                if (entry is null && !member.MayHoldNull)
                    yield return new BodyProblem($"{path}/{at}", $"Entry {at} of {member.Name} is null; give a value, or leave the entry out.");
                foreach (var problem in entry is null ? [] : Of(entry.GetType()).Check(entry, $"{path}/{at}"))
                    yield return problem;
                at++;
            }
        }
        else
        {
            foreach (var problem in Of(value.GetType()).Check(value, path))
                yield return problem;
        }
    }

    private static string Missing(Member member) => $"{member.Name} is missing; the API reference says what it holds.";

    /// <summary>A type of another's says itself how it is read, and so does one with a converter of its own.</summary>
    private static bool IsOurs(Type type) =>
        !type.IsEnum && type.Namespace?.StartsWith(nameof(Compounds), StringComparison.Ordinal) == true
            && type.GetCustomAttribute<JsonConverterAttribute>() is null;

    private sealed record Member(PropertyInfo Property, string Name, bool MayBeNull, bool MayHoldNull, ValidationAttribute[] Attributes);
}
