using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Compounds.Subjects;

/// <summary>
/// The identity of a subject, for example <c>compound:kk-park</c>. It is derived from the name under which the subject was first
/// reported, never counted up: an id must not tell a reader how many subjects he cannot see.
/// </summary>
[GenerateSerializer, Immutable, Alias("value/subject-id")]
[JsonConverter(typeof(SubjectIdJson))]
public readonly record struct SubjectId : IComparable<SubjectId>
{
    private const int MaxSlugLength = 120;
    internal const int HashLength = 12;

    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdef");

    [Id(0)]
    private readonly string _value;

    private SubjectId(string value) => _value = value;

    /// <summary>The whole id, kind and slug.</summary>
    public string Value => _value;

    /// <summary>The kind before the colon.</summary>
    public SubjectKind Kind() => SubjectKinds.TryParse(Value.AsSpan(0, Value.IndexOf(':', StringComparison.Ordinal)), out var kind)
        ? kind : throw new InvalidOperationException($"'{Value}' has no kind.");

    /// <summary>The part after the colon.</summary>
    public string Slug() => Value[(Value.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The id of the subject that this name denotes when no alias says otherwise.</summary>
    /// <param name="kind">The kind of subject.</param>
    /// <param name="name">The name in any script, with at least one letter or digit.</param>
    /// <param name="place">A place that tells two subjects of one name apart, or null.</param>
    /// <exception cref="ArgumentException">The name has no letter and no digit.</exception>
    public static SubjectId FromName(SubjectKind kind, string name, string? place = null)
    {
        var words = SubjectName.Normalise(name);
        if (words.Length == 0)
            throw new ArgumentException("A name needs a letter or a digit.", nameof(name));
        if (place is not null && SubjectName.Normalise(place) is { Length: > 0 } where)
            words = $"{words} at {where}";

        var slug = new StringBuilder(words.Length);
        var isWhole = true;
        foreach (var c in words)
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                slug.Append(c);
            else if (c != ' ')
                isWhole = false;
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-'); // A word that lost all its letters leaves no hyphen of its own.
        }

        var stem = slug.ToString().Trim('-');
        if (isWhole && stem.Length <= MaxSlugLength && !EndsLikeHash(stem))
            return new SubjectId($"{kind.Text()}:{stem}");

        // Letters were lost, so two names could meet in one slug: the hash of the matching form keeps them apart. A name that imitates
        // such a slug gets a hash of its own.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, HashLength / 2));
        stem = stem.Length > MaxSlugLength - HashLength - 1 ? stem[..(MaxSlugLength - HashLength - 1)].Trim('-') : stem;
        return new SubjectId(stem.Length == 0 ? $"{kind.Text()}:{hash}" : $"{kind.Text()}:{stem}-{hash}");
    }

    /// <summary>Reads an id. False when it is not a kind, a colon and a slug of a-z, 0-9 and single hyphens.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SubjectId id)
    {
        id = default;
        if (text is null)
            return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !SubjectKinds.TryParse(text.AsSpan(0, colon), out _) || !IsSlug(text.AsSpan(colon + 1)))
            return false;
        id = new SubjectId(text);
        return true;
    }

    /// <summary>Reads an id that was written by this type.</summary>
    /// <exception cref="FormatException">The text is no subject id.</exception>
    public static SubjectId Parse(string text) => TryParse(text, out var id)
        ? id : throw new FormatException($"'{text}' is no subject id such as 'compound:kk-park'.");

    /// <inheritdoc/>
    public int CompareTo(SubjectId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Orders ids by their characters.</summary>
    public static bool operator <(SubjectId left, SubjectId right) => left.CompareTo(right) < 0;

    /// <summary>Orders ids by their characters.</summary>
    public static bool operator >(SubjectId left, SubjectId right) => left.CompareTo(right) > 0;

    /// <summary>Orders ids by their characters.</summary>
    public static bool operator <=(SubjectId left, SubjectId right) => left.CompareTo(right) <= 0;

    /// <summary>Orders ids by their characters.</summary>
    public static bool operator >=(SubjectId left, SubjectId right) => left.CompareTo(right) >= 0;

    private static bool EndsLikeHash(string stem)
    {
        var start = stem.Length - HashLength;
        return start >= 0 && (start == 0 || stem[start - 1] == '-') && stem.AsSpan(start).IndexOfAnyExcept(s_hexDigits) < 0;
    }

    private static bool IsSlug(ReadOnlySpan<char> slug)
    {
        if (slug.IsEmpty || slug.Length > MaxSlugLength || slug[0] == '-' || slug[^1] == '-')
            return false;
        var wasHyphen = false;
        foreach (var c in slug)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && (c != '-' || wasHyphen))
                return false;
            wasHyphen = c == '-';
        }

        return true;
    }
}
