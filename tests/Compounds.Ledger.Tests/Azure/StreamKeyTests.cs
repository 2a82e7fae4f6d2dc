using CsCheck;

namespace Compounds.Ledger.Tests;

public sealed class StreamKeyTests
{
    // The characters that are escaped, their neighbours, and some beyond ASCII.
    private static readonly Gen<string> Names = Gen.Char["!\"#$%&'()*+,-./0129:;<=>?@AZ[\\]^_az{|}~éက園"].Array[0, 8].Select(characters => new string(characters));

    [Fact]
    public void A_key_holds_no_character_that_the_service_forbids() =>
        Names.Sample(name => !StreamKey.Of(name).Any("/\\#?%'".Contains), iter: PropertyCases.Count);

    [Fact]
    public void The_order_of_keys_is_the_order_of_names_and_no_two_names_share_a_key() =>
        Gen.Select(Names, Names).Sample(
            (left, right) => int.Sign(string.CompareOrdinal(StreamKey.Of(left), StreamKey.Of(right))) == int.Sign(string.CompareOrdinal(left, right)),
            iter: PropertyCases.Count);

    [Fact]
    public void A_key_begins_with_the_key_of_a_prefix_exactly_when_the_name_begins_with_the_prefix() =>
        Gen.Select(Names, Names).Sample(
            (name, prefix) => StreamKey.Of(name).StartsWith(StreamKey.Of(prefix), StringComparison.Ordinal) == name.StartsWith(prefix, StringComparison.Ordinal)
                && StreamKey.Of(prefix + name).StartsWith(StreamKey.Of(prefix), StringComparison.Ordinal),
            iter: PropertyCases.Count);

    [Fact]
    public void The_longest_name_fits_a_key() =>
        Assert.InRange(StreamKey.Of(new string('/', LedgerLimits.MaxStreamNameLength)).Length, 1, TableLimits.MaxKeyCharacters);
}
