using System.Text;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Domain.Tests.Subjects;

/// <summary>When two writings are one name.</summary>
public class SubjectNameTests
{
    [Theory]
    [InlineData("KK Park", "kk park")]
    [InlineData("  K.K.-PARK  (Phase II) ", "k k park phase ii")]
    [InlineData("Shwe\tKokko\u00A0City", "shwe kokko city")]
    [InlineData("“Golden” Triangle™ SEZ", "golden triangletm sez")]
    [InlineData("ＫＫ　Ｐａｒｋ　２", "kk park 2")]
    [InlineData("H\u0331", "ẖ")]
    [InlineData("Yatai\u200B New\u2060 City", "yatai new city")]
    public void Case_width_spacing_and_punctuation_do_not_tell_names_apart(string written, string form) =>
        Assert.Equal(form, SubjectName.Normalise(written));

    /// <summary>Plain names take a way of their own; a Thai word behind them takes the same name the long way.</summary>
    [Fact]
    public void A_plain_name_has_the_same_form_whatever_stands_beside_it() => Gen.Char['\0', '\u007f'].Array[0, 240].Select(static letters => new string(letters)).Sample(
        static name => SubjectName.Normalise($"{name} แม่สอด") == $"{SubjectName.Normalise(name)} แม่สอด".TrimStart());

    [Theory]
    [InlineData("แม่สอด", "แม่สอด")]
    [InlineData("สะพานมิตรภาพ 2 (แม่สอด)", "สะพานมิตรภาพ 2 แม่สอด")]
    [InlineData("ရွှေကုက္ကို", "ရွှေကုက္ကို")]
    [InlineData("မြဝတီ၊ ကရင်", "မြဝတီ ကရင်")]
    [InlineData("ព្រះសីហនុ", "ព្រះសីហនុ")]
    [InlineData("ສາມຫຼ່ຽມທອງຄໍາ", "ສາມຫຼ່ຽມທອງຄໍາ")]
    [InlineData("MÓNG CÁI – Đặc khu", "móng cái đặc khu")]
    [InlineData("亚太新城（水沟谷）", "亚太新城 水沟谷")]
    public void Vowels_stacks_and_tones_of_other_scripts_stay(string written, string form) =>
        Assert.Equal(form, SubjectName.Normalise(written));

    [Fact]
    public void A_composed_and_a_decomposed_writing_are_one_name() =>
        Assert.Equal(SubjectName.Normalise("Đà Nẵng".Normalize(NormalizationForm.FormC)), SubjectName.Normalise("Đà Nẵng".Normalize(NormalizationForm.FormD)));

    [Fact]
    public void Thai_vowel_marks_tell_names_apart() => Assert.NotEqual(SubjectName.Normalise("ปา"), SubjectName.Normalise("ป่า"));

    [Theory]
    [InlineData("")]
    [InlineData(" – ™ ( ) 。")]
    [InlineData("\u200B\u2060")]
    public void A_text_without_letter_and_digit_has_no_form(string text) => Assert.Equal("", SubjectName.Normalise(text.Replace("™", "", StringComparison.Ordinal)));

    [Fact]
    public void The_form_of_a_form_is_itself() => Names.Any.Sample(
        name =>
        {
            var form = SubjectName.Normalise(name);
            Assert.Equal(form, SubjectName.Normalise(form));
        },
        iter: 10 * Cases.Count);

    [Fact]
    public void Writing_a_name_in_capitals_or_with_more_space_changes_nothing() => Names.Any.Sample(
        name =>
        {
            var form = SubjectName.Normalise(name);
            Assert.Equal(form, SubjectName.Normalise($" {form.Replace(" ", " -  ", StringComparison.Ordinal)}! "));
            Assert.DoesNotContain("  ", form, StringComparison.Ordinal);
            Assert.Equal(form, form.Trim());
        },
        iter: Cases.Count);

    [Fact]
    public void Every_letter_alone_has_a_form_that_is_its_own_form()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value) || !Rune.IsLetterOrDigit(new Rune(value)))
                continue;
            var form = SubjectName.Normalise(new Rune(value).ToString());
            Assert.NotEmpty(form);
            Assert.Equal(form, SubjectName.Normalise(form));
        }
    }
}
