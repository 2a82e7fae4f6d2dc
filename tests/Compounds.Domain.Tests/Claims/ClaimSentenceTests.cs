using System.Text.RegularExpressions;
using Compounds.Claims;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Domain.Tests.Claims;

public partial class ClaimSentenceTests
{
    private static readonly DateTimeOffset s_observedAt = new(2025, 2, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly s_day = new(2025, 2, 12);

    [Theory]
    [InlineData(SubjectKind.Compound, "status", "operating", "Status: operating", "Status: not operating")]
    [InlineData(SubjectKind.Compound, "status", "under-construction", "Status: under construction", "Status: not under construction")]
    [InlineData(SubjectKind.Infrastructure, "status", "in-service", "Status: in service", "Status: not in service")]
    [InlineData(SubjectKind.Compound, "country", "MM", "Country: Myanmar", "Country: not Myanmar")]
    [InlineData(SubjectKind.Compound, "indicator", "debt-bondage", "ILO indicators of forced labour: debt bondage", "ILO indicators of forced labour: not debt bondage")]
    public void A_code_is_told_in_words(SubjectKind kind, string attribute, string code, string sentence, string denied)
    {
        Assert.Equal(sentence, Sentence(kind, attribute, new CategoryValue(code)));
        Assert.Equal(denied, Sentence(kind, attribute, new CategoryValue(code), isDenied: true));
    }

    [Theory]
    [InlineData(QuantityForm.Point, 1200, 1200, null, "people", "People at the site: 1,200 people")]
    [InlineData(QuantityForm.Point, 1, 1, null, "people", "People at the site: 1 person")]
    [InlineData(QuantityForm.Point, 31, 31, 0.05, "people", "People at the site: about 31 people")]
    [InlineData(QuantityForm.Interval, 300, 1500, null, "persons", "People at the site: 300 to 1,500 people")]
    [InlineData(QuantityForm.AtLeast, 7000, 7000, null, "people", "People at the site: at least 7,000 people")]
    [InlineData(QuantityForm.AtMost, 50, 50, null, "people", "People at the site: at most 50 people")]
    public void A_quantity_is_told_with_its_bounds(QuantityForm form, double low, double high, double? sigma, string unit, string sentence) =>
        Assert.Equal(sentence, Sentence(SubjectKind.Compound, "headcount", new QuantityValue(form, low, high, sigma, unit, 1)));

    [Theory]
    [InlineData("load", "MW", 12.5, "Electric load: 12.5 MW")]
    [InlineData("buildings", "units", 75, "Buildings: 75")]
    [InlineData("satelliteTerminals", "terminals", 2492, "Satellite terminals: 2,492 terminals")]
    [InlineData("satelliteTerminals", "terminals", 1, "Satellite terminals: 1 terminal")]
    [InlineData("fuelStock", "L", 20000, "Fuel in stock: 20,000 litres")]
    [InlineData("floorArea", "m2", 52000, "Floor area: 52,000 m²")]
    [InlineData("outage", "h", 36, "Hours without supply: 36 hours")]
    [InlineData("load", "GWh/yr", 8, "Electric load: 8 GWh a year")]
    public void A_unit_is_told_in_words(string attribute, string unit, double number, string sentence) =>
        Assert.Equal(sentence, Sentence(SubjectKind.Compound, attribute, Number(number, unit)));

    [Theory]
    [InlineData("price", "THB/L", 35.5, "Price (diesel): THB 35.5 a litre")]
    [InlineData("price", "MMK/litre", 3400, "Price (diesel): MMK 3,400 a litre")]
    public void Money_stands_behind_its_currency(string attribute, string unit, double number, string sentence) =>
        Assert.Equal(sentence, Sentence(SubjectKind.Infrastructure, attribute, Number(number, unit), dimension: "diesel"));

    [Fact]
    public void A_share_is_told_in_per_cent_with_the_supplier() => Assert.Equal(
        "Share of supply (power) from PEA feeder 3: 30 %",
        Sentence(SubjectKind.Compound, "supplyShare", Number(0.3, "fraction"), dimension: "power", party: Named(SubjectKind.Infrastructure, "PEA feeder 3")));

    [Fact]
    public void A_count_of_a_day_says_what_was_counted_and_when() => Assert.Equal(
        "Incidents, people counted (hand-over): 260 people, on 12 February 2025",
        Sentence(SubjectKind.Compound, "incident", Number(260, "people"), dimension: "hand-over", on: s_day));

    [Fact]
    public void Another_subject_is_named_and_never_told_by_its_id()
    {
        var given = new EntityValue(Named(SubjectKind.Operator, "Yatai International"));
        Assert.Equal("Operated by Yatai International", Sentence(SubjectKind.Compound, "operatedBy", given));
        Assert.Equal("Not operated by Yatai International", Sentence(SubjectKind.Compound, "operatedBy", given, isDenied: true));
        var bare = new EntityValue(new SubjectReference(SubjectKind.Infrastructure, SubjectId.Parse("infrastructure:mae-sot-feeder-3"), null, null));
        Assert.Equal("Supplied by Mae Sot Feeder 3 (power)", Sentence(SubjectKind.Compound, "suppliedBy", bare, dimension: "power"));
        var onCard = new SubjectNames(new Dictionary<SubjectId, string> { [bare.Subject.Resolved()] = "ฟีดเดอร์ 3" });
        Assert.Equal("Supplied by ฟีดเดอร์ 3 (power)", ClaimSentence.Of(Claim(SubjectKind.Compound, "suppliedBy", bare, dimension: "power"), onCard));
    }

    [Theory]
    [InlineData("compound:kk-park", "Kk Park")]
    [InlineData("operator:shwe-kokko-0a1b2c3d4e5f", "Shwe Kokko")]
    [InlineData("compound:0a1b2c3d4e5f", "unnamed compound")]
    public void An_id_without_a_name_is_read_as_far_as_it_can_be(string id, string name) => Assert.Equal(name, SubjectNames.Readable(SubjectId.Parse(id)));

    [Fact]
    public void A_name_is_quoted_with_its_language()
    {
        Assert.Equal("Also called “KK园区” (Chinese)", Sentence(SubjectKind.Compound, "alias", new AliasValue("KK园区", "zh-Hans")));
        Assert.Equal("Not called “KK Garden”", Sentence(SubjectKind.Compound, "alias", new AliasValue("KK Garden", null), isDenied: true));
    }

    [Theory]
    [InlineData(16.68123, 98.51234, 0.5, "Location: 16.6812° N, 98.5123° E, within 0.5 km")]
    [InlineData(-1.25, -0.004, 5, "Location: 1.25° S, 0.00° W, within 5 km")]
    public void A_place_is_told_as_exactly_as_it_is_known(double latitude, double longitude, double kilometres, string sentence) =>
        Assert.Equal(sentence, Sentence(SubjectKind.Compound, "location", new PointValue(latitude, longitude, kilometres)));

    [Fact]
    public void Every_attribute_in_every_form_reads_as_words()
    {
        var told = 0;
        foreach (var rule in AttributeCatalogue.Current.Rules)
        {
            foreach (var claim in rule.Kinds.SelectMany(kind => ClaimsOf(rule, kind)))
            {
                told++;
                AssertReadable(ClaimSentence.Of(claim, SubjectNames.None));
                var readable = ReadableClaim.Of(claim, SubjectNames.None);
                AssertReadable(readable.Value);
                Assert.Equal((claim.Attribute, claim.IsDenied, claim.On, claim.Ordinal), (readable.Attribute, readable.Denied, readable.Day, readable.Ordinal));
            }
        }

        Assert.InRange(told, 1_000, int.MaxValue);
    }

    [Fact]
    public void Every_number_is_told_with_at_most_four_decimals() => Gen.Double[0.001, 1e13].Sample(
        static number => Assert.Matches(@"^\d{1,3}(,\d{3})*(\.\d{1,4})?$", ValueWords.Of(number)), iter: Cases.Count);

    private static IEnumerable<Claim> ClaimsOf(AttributeRule rule, SubjectKind kind)
    {
        var dimensions = rule.Dimensions ?? (rule.DimensionOf is null ? [] : ["karen national union"]);
        var party = rule.HasParty ? new SubjectReference(rule.PartyKinds![0], SubjectId.FromName(rule.PartyKinds[0], "Mae Sot feeder"), null, null) : null;
        foreach (var dimension in dimensions.DefaultIfEmpty())
        {
            foreach (var value in ValuesOf(rule))
            {
                yield return Claim(kind, rule.Name, value, dimension: dimension, party: party, on: rule.IsDated ? s_day : null);
                yield return Claim(kind, rule.Name, value, dimension: dimension, party: party, on: rule.IsDated ? s_day : null, isDenied: true);
            }
        }
    }

    private static IEnumerable<ClaimValue> ValuesOf(AttributeRule rule) => rule.Form switch
    {
        ValueForm.Category => rule.Codes!.Select(static code => new CategoryValue(code)),
        ValueForm.Label => [new LabelValue("Kayin State")],
        ValueForm.Entity => rule.PartyKinds!.Select(static kind => new EntityValue(new SubjectReference(kind, SubjectId.FromName(kind, "อาคาร"), null, null))),
        ValueForm.Alias => [new AliasValue("မြဝတီ", "my"), new AliasValue("Myawaddy", null)],
        ValueForm.Point => [new PointValue(16.7, 98.5, 1)],
        _ => Unit.NamesOf(rule.Unit!).SelectMany(static unit => Enum.GetValues<QuantityForm>().Select(form => new QuantityValue(form, 1, form is QuantityForm.Interval ? 2000 : 1, null, unit, 1))),
    };

    private static void AssertReadable(string text)
    {
        Assert.DoesNotMatch(Raw(), text);
        Assert.Equal(text.Trim(), text);
        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
    }

    private static string Sentence(
        SubjectKind kind, string attribute, ClaimValue value, bool isDenied = false, string? dimension = null, SubjectReference? party = null, DateOnly? on = null) =>
        ClaimSentence.Of(Claim(kind, attribute, value, isDenied, dimension, party, on), SubjectNames.None);

    private static Claim Claim(
        SubjectKind kind, string attribute, ClaimValue value, bool isDenied = false, string? dimension = null, SubjectReference? party = null, DateOnly? on = null) => new(
        new SubjectReference(kind, SubjectId.FromName(kind, "KK Park"), "KK Park", null), attribute, dimension, party, on, value, isDenied, s_observedAt, null, 3);

    private static SubjectReference Named(SubjectKind kind, string name) => new(kind, SubjectId.FromName(kind, name), name, null);

    private static QuantityValue Number(double number, string unit) => new(QuantityForm.Point, number, number, null, unit, 1);

    /// <summary>What only machines read: braces, ids, types, codes with hyphens, camel case, rates with a slash.</summary>
    [GeneratedRegex(@"[{}\[\]]|\b(compound|operator|crossing|infrastructure):|object|System\.|\b[a-z]+[A-Z]\w*(?<!kW|kWh|kWp|kVA|kL)\b|under-|in-service|/(day|h|yr|L|litre|month)\b")]
    private static partial Regex Raw();
}
