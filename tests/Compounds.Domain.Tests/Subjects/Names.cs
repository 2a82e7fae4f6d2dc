using System.Globalization;
using System.Text;
using CsCheck;

namespace Compounds.Domain.Tests.Subjects;

/// <summary>Names as people of the region, and hostile senders, might write them.</summary>
internal static class Names
{
    private static readonly (int From, int To)[] s_blocks =
    [
        (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0xE00, 0xE7F), (0xE80, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF),
        (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2100, 0x218F), (0x3040, 0x30FF), (0x4E00, 0x4FFF), (0xAA60, 0xAA7F), (0xAC00, 0xACFF), (0xFF00, 0xFFEF), (0x1D400, 0x1D4FF),
    ];

    /// <summary>Gets any well-formed text of up to 30 characters, mostly of one or two scripts.</summary>
    public static Gen<string> Any { get; } = Gen.Select(
        Gen.Int[0, s_blocks.Length - 1], Gen.Int[0, s_blocks.Length - 1], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 0xFFFF]).Array[0, 30],
        (one, other, draws) => string.Concat(draws.Select(draw => At(draw.Item1 == 0 ? s_blocks[other] : s_blocks[one], draw.Item2))));

    /// <summary>Gets names with a letter or a digit in them.</summary>
    public static Gen<string> Real { get; } = Any.Where(name => name.Normalize(NormalizationForm.FormKC).EnumerateRunes().Any(static rune =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber));

    /// <summary>Gets names of few letters, so that two of them often look alike.</summary>
    public static Gen<string> Alike { get; } = Gen.Char["ab ก-ร"].Array[1, 5].Select(letters => new string(letters)).Where(name => name.Any(char.IsLetter));

    private static string At((int From, int To) block, int draw)
    {
        var value = block.From + (draw % (block.To - block.From + 1));
        return Rune.IsValid(value) ? new Rune(value).ToString() : "a";
    }
}
