using System.Buffers;

namespace Compounds.Simulation.Policy;

/// <summary>A person, as far as this system knows one: the opaque id of a member of an agency, for example <c>pea:member-3</c>; never a name.</summary>
public static class Member
{
    private const int MaxAgencyLength = 60, MaxDigits = 9, SubjectDigits = 16;
    private const string Mark = ":member-";

    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> s_slug = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>
    /// Whether a text is a member id: an agency's short id, and either <c>:member-</c> with a number of at most nine digits that does not begin
    /// with 0, or a colon with the sixteen hexadecimal digits that a sign-in makes of issuer and subject.
    /// </summary>
    /// <param name="text">The text.</param>
    public static bool IsId(string? text)
    {
        if (text is null || text.IndexOf(':', StringComparison.Ordinal) is not (>= 1 and <= MaxAgencyLength and var at))
            return false;
        var agency = text.AsSpan(0, at);
        return agency[0] != '-' && agency[^1] != '-' && !agency.ContainsAnyExcept(s_slug) && (IsNumbered(text.AsSpan(at)) || IsSubject(text.AsSpan(at + 1)));
    }

    /// <summary>The agency of a member.</summary>
    /// <param name="id">A member id.</param>
    /// <returns>The agency's short id.</returns>
    /// <exception cref="ArgumentException">The text is no member id.</exception>
    public static string AgencyOf(string id) =>
        IsId(id) ? id[..id.IndexOf(':', StringComparison.Ordinal)] : throw new ArgumentException("A member id reads agency:member-number.", nameof(id));

    private static bool IsNumbered(ReadOnlySpan<char> rest) =>
        rest.StartsWith(Mark, StringComparison.Ordinal) && rest[Mark.Length..] is { Length: >= 1 and <= MaxDigits } number
        && number[0] != '0' && !number.ContainsAnyExceptInRange('0', '9');

    private static bool IsSubject(ReadOnlySpan<char> digits) => digits.Length == SubjectDigits && !digits.ContainsAnyExcept(s_hex);
}
