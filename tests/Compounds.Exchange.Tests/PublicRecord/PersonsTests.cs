using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Compounds.Exchange.Tests.PublicRecord;

public sealed partial class PersonsTests
{
    /// <summary>SHA-256 of two-word names that stand in titles and addresses of the record, so that the names themselves stand nowhere here.</summary>
    private static readonly HashSet<string> s_named =
    [
        "b1a6330f2936fcd4fc3d8e2b903596f5897901ddbdf3790b11ed4b212891bd6d",
        "e988a13843deb33028ff0be9e0f6bf03ac4fda73ad490646ffcc8c5685f76be7",
        "9b243c4bc45f268904711917b10fb18a03643bcc959864950416e4222f8b71b1",
        "e6b412832dd111b40a67697c2b5b397790a4b5537835af1c633852e6ed3b6873",
        "e3289f8d76d25609354d5f693c03a670545ec58ad4ef566a91a76fa54579f4ef",
        "2eeed59d5952c345f627289dc94dbf9fb188e67e6b6dac399a7399dc29d4904d",
        "2130390fd151c0eb504b0bc8704bbd836b05a85215d30c0f2029e1474abcfb67",
        "846c978cfc454b79d36461f9d0f6bcd67343b0bf7ef6cdede40922eb820d6746",
        "7bf7aa7087985d8e44046baa458969a319725fde46ba132febaae51316a0d67d",
        "31b97f155e1260dde60bc97242302d6ae372cdda98751ba4ccbe78ed92bf2e59",
        "157508eaea6fe762c4c299e70439bbd33d01bd1e54d8a1da50365a141c21184a",
    ];

    [Fact]
    public void No_honorific_stands_before_a_name()
    {
        Assert.All(Texts(), static text => Assert.DoesNotMatch(Honorific(), text));
    }

    [Fact]
    public void No_person_whom_a_page_names_is_in_a_report()
    {
        Assert.All(Texts(), static text =>
        {
            var words = Word().Matches(text).Select(static match => match.Value.ToLowerInvariant()).ToArray();
            for (var index = 0; index + 1 < words.Length; index++)
            {
                var pair = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{words[index]} {words[index + 1]}")));
                Assert.False(s_named.Contains(pair), $"A person is named in: {text[..Math.Min(text.Length, 60)]}…");
            }
        });
    }

    private static IEnumerable<string> Texts() => [.. RecordFiles.Converted.Lines, RecordFiles.Converted.AgenciesJson()];

    [GeneratedRegex(@"\b(Mr|Mrs|Ms|Dr|Col|Gen|Maj|Lt|Capt|Sgt|Pol|Colonel|General|Major|Oknha|Okhna|Daw|Saw|Khun|U) \p{Lu}\p{Ll}+|นาย|นางสาว|พล\.อ\.|先生|女士", RegexOptions.CultureInvariant)]
    private static partial Regex Honorific();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
