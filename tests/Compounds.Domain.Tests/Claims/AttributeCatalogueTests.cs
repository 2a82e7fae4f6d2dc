using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Domain.Tests.Claims;

/// <summary>The catalogue of what can be reported is sound, and holds what the task force asks for.</summary>
public class AttributeCatalogueTests
{
    private static readonly AttributeCatalogue s_catalogue = AttributeCatalogue.Current;

    public static TheoryData<SubjectKind, string> Asked { get; } = new()
    {
        {
            SubjectKind.Compound,
            "alias location country province status operatedBy suppliedBy supplyShare headcount captives nationality buildings floorArea load generatorPower "
            + "fuelStock batteryEnergy solarPower satelliteTerminals indicator securityPosture incident"
        },
        { SubjectKind.Operator, "alias location country operatorType status controlledBy sanctionedBy strength revenue incident" },
        { SubjectKind.Crossing, "alias location crossingType status side opposite flow vehicleFlow dailyCapacity shelterCapacity screeningCapacity nationality incident" },
        {
            SubjectKind.Infrastructure,
            "alias location country province category owner status capacity bandwidth fuelFlow suppliedBy supplyShare population households hospitals "
            + "criticalLoadShare price outage load generatorPower fuelStock batteryEnergy solarPower shelterCapacity screeningCapacity"
        },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void Everything_asked_for_can_be_reported(SubjectKind kind, string attributes) =>
        Assert.All(attributes.Split(' '), attribute => Assert.NotNull(s_catalogue.Find(kind, attribute)));

    [Fact]
    public void The_eleven_indicators_of_forced_labour_are_there() => Assert.Equal(11, s_catalogue[SubjectKind.Compound, "indicator"].Codes!.Count);

    [Fact]
    public void A_kind_has_each_attribute_once() => Assert.All(SubjectKinds.All, kind =>
    {
        var names = s_catalogue.Of(kind).Select(static rule => rule.Name).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.All(s_catalogue.Of(kind), rule => Assert.Same(rule, s_catalogue[kind, rule.Name]));
    });

    [Fact]
    public void A_kind_without_an_attribute_has_no_rule_for_it()
    {
        Assert.Null(s_catalogue.Find(SubjectKind.Operator, "headcount"));
        Assert.Throws<KeyNotFoundException>(() => s_catalogue[SubjectKind.Operator, "headcount"]);
    }

    [Fact]
    public void The_priors_of_a_single_valued_category_add_to_one() => Each(
        static rule => rule.IsSingle && rule.Form is ValueForm.Category, static rule => Assert.Equal(1, rule.Codes!.Values.Sum(), 1e-12));

    [Fact]
    public void Every_prior_is_a_probability_strictly_between_none_and_certain() => Each(static _ => true, static rule =>
    {
        Assert.InRange(rule.Prior, double.Epsilon, 1 - 1e-9);
        Assert.All(rule.Codes?.Values ?? [], static prior => Assert.InRange(prior, double.Epsilon, 1 - 1e-9));
    });

    [Fact]
    public void A_category_has_codes_in_lower_case_or_countries_in_upper() => Each(static rule => rule.Form is ValueForm.Category, static rule =>
        Assert.All(rule.Codes!.Keys, code => Assert.Matches(rule.Name == "country" ? "^([A-Z]{2}|other)$" : "^[a-z]+(-[a-z]+)*$", code)));

    [Fact]
    public void A_quantity_has_a_known_unit_and_sane_bounds() => Each(static rule => rule.Form is ValueForm.Quantity, static rule =>
    {
        Assert.NotNull(Unit.Find(rule.Unit!, rule.Unit!));
        Assert.Equal(1, Unit.Find(rule.Unit!, rule.Unit!)!.Factor);
        Assert.True(rule.Low > 0 && rule.Low < rule.High, rule.Name);
        Assert.InRange(rule.PriorMedian, rule.Low, rule.High);
        Assert.True(rule.PriorSigma is > 0.1 and < 5, rule.Name);
        Assert.True(double.IsPositiveInfinity(rule.SoftHigh) || (rule.SoftHigh > rule.PriorMedian && rule.SoftHigh < rule.High), rule.Name);
    });

    [Fact]
    public void Only_a_quantity_has_a_unit() => Each(static rule => rule.Form is not ValueForm.Quantity, static rule => Assert.Null(rule.Unit));

    [Fact]
    public void Evidence_loses_weight_in_days_to_a_century() => Each(static _ => true, static rule =>
    {
        Assert.InRange(rule.HalfLifeDays, 1, 36_500);
        Assert.All(rule.HalfLifeDaysByDimension ?? new Dictionary<string, double>(), each => Assert.Contains(each.Key, rule.Dimensions!));
    });

    [Fact]
    public void A_dimension_can_have_a_half_life_of_its_own()
    {
        var rule = s_catalogue[SubjectKind.Compound, "suppliedBy"];
        Assert.Equal((90, 365, 365), (rule.HalfLifeOf("fuel"), rule.HalfLifeOf("power"), rule.HalfLifeOf(null)));
    }

    [Fact]
    public void What_names_another_subject_says_of_which_kind() => Each(
        static rule => rule.Form is ValueForm.Entity || rule.HasParty, static rule => Assert.NotEmpty(rule.PartyKinds!));

    [Fact]
    public void A_closed_list_of_dimensions_says_what_they_are() => Each(static rule => rule.Dimensions is not null, static rule =>
    {
        Assert.NotNull(rule.DimensionOf);
        Assert.Equal(rule.Dimensions!.Distinct(), rule.Dimensions);
    });

    [Fact]
    public void No_attribute_holds_a_natural_person() => Each(static _ => true, static rule =>
        Assert.DoesNotMatch("(?i)person|suspect|victim|passport|birth", $"{rule.Name} {rule.Label}"));

    private static void Each(Func<AttributeRule, bool> which, Action<AttributeRule> check)
    {
        var rules = s_catalogue.Rules.Where(which).ToArray();
        Assert.NotEmpty(rules);
        Assert.All(rules, check);
    }
}
