using Compounds.Subjects;
using Compounds.Subjects.Sounds;
using CsCheck;

namespace Compounds.Domain.Tests.Subjects.Sounds;

/// <summary>A name that was only given in one script is found by how people write it in another.</summary>
public class NameKeysTests
{
    [Theory]
    [InlineData("kk park", "เคเคปาร์ค")]
    [InlineData("KK Park", "เคเค ปาร์ก")]
    [InlineData("kk yuanqu", "KK园区")]
    [InlineData("myawadi", "เมียวดี")]
    [InlineData("Myawaddy", "မြဝတီ")]
    [InlineData("myawadi", "မြဝတီ")]
    [InlineData("miaowadi", "妙瓦底")]
    [InlineData("myawaddy", "妙瓦底")]
    [InlineData("miao wa di", "妙瓦底")]
    [InlineData("chwe koko", "ชเวโก๊กโก่")]
    [InlineData("shwe kokko", "ရွှေကုက္ကို")]
    [InlineData("chwe koko", "ရွှေကုက္ကိုမြိုင်")]
    [InlineData("shuigougu", "水沟谷经济特区")]
    [InlineData("yatai", "亚太新城")]
    [InlineData("jin bei", "ជីនបី")]
    [InlineData("o'smach", "អូរស្មាច់")]
    [InlineData("poipet", "ប៉ោយប៉ែត")]
    [InlineData("bavet", "បាវិត")]
    [InlineData("sam liam kham", "ເຂດເສດຖະກິດພິເສດສາມຫຼ່ຽມຄຳ")]
    [InlineData("ton pheung", "ຕົ້ນເຜິ້ງ")]
    [InlineData("tha khi lek", "ท่าขี้เหล็ก")]
    [InlineData("tachileik", "တာချီလိတ်")]
    [InlineData("payathonzu", "ဘုရားသုံးဆူ")]
    [InlineData("phaya tong su", "พญาตองซู")]
    [InlineData("lay kay kaw", "လေးကေ့ကော်")]
    [InlineData("laukkaing", "လောက်ကိုင်")]
    [InlineData("ban wang kaeo", "บ้านวังแก้ว")]
    [InlineData("chedi sam ong", "ด่านเจดีย์สามองค์")]
    [InlineData("mae sot", "ท่าอากาศยานแม่สอด")]
    [InlineData("aranyaprathet", "อรัญประเทศ")]
    [InlineData("moc bai", "Mộc Bài")]
    [InlineData("da nang", "Đà Nẵng")]
    public void Whoever_types_it_in_Latin_letters_finds_it(string typed, string name) => Assert.True(Finds(typed, name), Sounds(typed, name));

    [Theory]
    [InlineData("เมียวดี", "Myawaddy")]
    [InlineData("妙瓦底", "Myawaddy")]
    [InlineData("မြဝတီ", "เมียวดี")]
    [InlineData("ชเวโก๊กโก่", "Shwe Kokko")]
    public void So_does_whoever_types_it_in_another_script(string typed, string name) => Assert.True(Finds(typed, name), Sounds(typed, name));

    [Theory]
    [InlineData("myawadi", "แม่สอด")]
    [InlineData("kk park", "ชเวโก๊กโก่")]
    [InlineData("mae sot", "မြဝတီ")]
    [InlineData("shwe kokko", "តាកែវ")]
    [InlineData("bavet", "ប៉ោយប៉ែត")]
    [InlineData("a", "เมียวดี")]
    [InlineData("ko", "ชเวโก๊กโก่")]
    [InlineData("ma", "妙瓦底经济特区的大门")]
    public void A_name_that_sounds_otherwise_or_a_sound_too_short_to_tell_finds_nothing(string typed, string name) => Assert.False(Finds(typed, name), Sounds(typed, name));

    [Theory]
    [InlineData("myawadi", "Myawaddy–Kawkareik road")]
    [InlineData("chwe koko", "Shwe Kokko")]
    [InlineData("miaowadi", "Myawaddy")]
    public void Spellings_of_one_name_in_Latin_letters_find_each_other(string typed, string name) => Assert.True(Finds(typed, name), Sounds(typed, name));

    [Theory]
    [InlineData("brick", "Baroque Yard")]
    [InlineData("power", "Bower Bird")]
    [InlineData("mandalay", "Command line yard")]
    [InlineData("park", "Poor Kayin")]
    public void In_Latin_letters_only_whole_words_that_sound_alike_do(string typed, string name) => Assert.False(Finds(typed, name), Sounds(typed, name));

    [Theory]
    [InlineData("สะพาน ๒", "2")]
    [InlineData("တံတား ၂", "2")]
    [InlineData("ស្ពាន ២", "2")]
    [InlineData("ຂົວ ໒", "2")]
    public void Digits_of_every_script_are_the_same_digits(string name, string digit) =>
        Assert.All(SoundedName.Of(name).Sounds, sound => Assert.EndsWith(digit, sound, StringComparison.Ordinal));

    [Fact]
    public void Every_name_finds_itself() => Names.Any.Sample(
        static name =>
        {
            if (SubjectName.Normalise(name).Length > 0)
                Assert.True(Finds(name, name), name);
        },
        iter: Cases.Count);

    private static bool Finds(string typed, string name) => NameKeys.Of([name]).Contain(SoundedName.Of(typed));

    private static string Sounds(string typed, string name) => $"{string.Join('|', SoundedName.Of(typed).Sounds)} in {string.Join('|', SoundedName.Of(name).Sounds)}";
}
