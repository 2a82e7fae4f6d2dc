using System.Buffers;
using System.Collections.Frozen;

namespace Compounds.Subjects;

/// <summary>A subject with the name to show.</summary>
/// <param name="Id">The subject.</param>
/// <param name="Name">Its name.</param>
public sealed record NamedSubject(SubjectId Id, string Name);

/// <summary>What subjects are called for one reader: as the reference writes it, else as on the card he may see, else the readable part of the id.</summary>
/// <param name="onCards">The names on cards that the reader may see.</param>
public sealed class SubjectNames(IReadOnlyDictionary<SubjectId, string> onCards)
{
    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>No cards: names come from references and ids alone.</summary>
    public static SubjectNames None { get; } = new(FrozenDictionary<SubjectId, string>.Empty);

    /// <summary>The name of the subject that a reference points at.</summary>
    public string Of(SubjectReference reference) => reference.Name ?? Of(reference.Resolved());

    /// <summary>The name of a subject that no reference names.</summary>
    public string Of(SubjectId subject) => onCards.GetValueOrDefault(subject) ?? Readable(subject);

    /// <summary>The subject of a resolved reference with its name.</summary>
    public NamedSubject Named(SubjectReference reference) => new(reference.Resolved(), Of(reference));

    /// <summary>The readable part of an id: "Kk Park" of <c>compound:kk-park</c>, and "unnamed compound" when only a hash is left of the name.</summary>
    public static string Readable(SubjectId subject)
    {
        var words = subject.Slug().Split('-');
        if (words[^1].Length == SubjectId.HashLength && !words[^1].AsSpan().ContainsAnyExcept(s_hexDigits))
            words = words[..^1];
        return words.Length == 0 ? $"unnamed {subject.Kind().Text()}" : string.Join(' ', words.Select(static word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
    }
}
