using System.Globalization;
using System.Text.Json;
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
    public void A_category_has_codes_in_lower_case_or_countries_in_upper() => Each(static rule => rule.Form is ValueForm.Category, static rule =>
    {
        Assert.All(rule.Codes!, code => Assert.Matches(rule.Name == "country" ? "^([A-Z]{2}|other)$" : "^[a-z]+(-[a-z]+)*$", code));
        Assert.Equal(rule.Codes!.Distinct(), rule.Codes);
    });

    [Fact]
    public void A_retired_code_is_taken_no_more_and_names_the_attribute_that_says_it_now() => Each(static rule => rule.RetiredCodes is not null, static rule =>
        Assert.All(rule.RetiredCodes!, retired =>
        {
            Assert.DoesNotContain(retired.Key, rule.Codes!);
            Assert.All(rule.Kinds, kind => Assert.NotNull(s_catalogue.Find(kind, retired.Value)));
        }));

    [Fact]
    public void A_quantity_has_a_known_unit_and_sane_bounds() => Each(static rule => rule.Form is ValueForm.Quantity, static rule =>
    {
        Assert.NotNull(Unit.Find(rule.Unit!, rule.Unit!));
        Assert.Equal(1, Unit.Find(rule.Unit!, rule.Unit!)!.Factor);
        Assert.True(rule.Least > 0 && rule.Least < rule.High, rule.Name);
        Assert.InRange(rule.Most ?? rule.High, rule.Least * 2, rule.High);
        Assert.True(rule.Jump is > 1 and <= 10, rule.Name);
        Assert.True(double.IsPositiveInfinity(rule.SoftHigh) || (rule.SoftHigh > rule.Least && rule.SoftHigh < rule.High), rule.Name);
    });

    [Fact]
    public void Only_a_quantity_has_a_unit() => Each(static rule => rule.Form is not ValueForm.Quantity, static rule => Assert.Null(rule.Unit));

    [Fact]
    public void Only_a_state_ages() => Each(static _ => true, static rule =>
    {
        Assert.Equal(rule.Nature == Nature.State, rule.HalfLifeDays is not null);
        Assert.InRange(rule.HalfLifeDays ?? 1, 1, 3_650);
        Assert.All(rule.HalfLifeDaysByDimension ?? new Dictionary<string, double>(), each => Assert.Contains(each.Key, rule.Dimensions!));
    });

    [Fact]
    public void An_event_is_counted_and_dated_and_only_people_are_broken_down() => Each(static _ => true, static rule =>
    {
        Assert.Equal(rule.IsDated, rule.Nature == Nature.Event || rule.IsReading);
        Assert.True(rule.Nature != Nature.Event || rule.Form == ValueForm.Quantity, rule.Name);
        Assert.True(!rule.IsRunningTotal || rule.Nature == Nature.Event, rule.Name);
        Assert.True(!rule.IsReading || rule is { Nature: Nature.State, Form: ValueForm.Quantity }, rule.Name);
        Assert.Equal(rule.Axes is null ? null : "people", rule.Axes);
        Assert.True(rule.Axes is null || rule is { Nature: Nature.Event, Unit: "people" }, rule.Name);
    });

    [Fact]
    public void The_catalogue_is_that_of_the_calculus_of_evidence()
    {
        var told = Natures().ToList();
        Assert.Equal(
            s_catalogue.Rules.SelectMany(static rule => rule.Kinds.Select(kind => (kind, rule.Name))).Order(),
            told.Where(static row => row.Dimension is null).SelectMany(static row => row.Kinds.Select(kind => (kind, row.Name))).Order());
        foreach (var row in told)
        {
            foreach (var rule in row.Kinds.Select(kind => s_catalogue[kind, row.Name]))
            {
                Assert.Equal((row.Name, row.Nature, row.HalfLife, row.Succession), (rule.Name, JsonNamingPolicy.CamelCase.ConvertName(rule.Nature.ToString()), rule.HalfLifeOf(row.Dimension), Succession(rule)));
                Assert.Equal((row.Name, row.Values), (rule.Name, Values(rule)));
                Assert.True(row.Sigma is "-" || row.Sigma == (rule.Figures == Figures.Counted ? "digits" : "estimate"), row.Name);
                Assert.True(row.Jump is "-" || row.Jump == string.Create(CultureInfo.InvariantCulture, $"ln {rule.Jump}"), row.Name);
            }
        }
    }

    [Fact]
    public void A_dimension_can_have_a_half_life_of_its_own()
    {
        var rule = s_catalogue[SubjectKind.Compound, "suppliedBy"];
        Assert.Equal(((double?)90, (double?)365, (double?)365), (rule.HalfLifeOf("fuel"), rule.HalfLifeOf("power"), rule.HalfLifeOf(null)));
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

    private static double? Succession(AttributeRule rule) => rule.Nature == Nature.Event && !rule.IsRunningTotal ? null : rule.SuccessionDays;

    private static string Values(AttributeRule rule) => rule switch
    {
        { IsRunningTotal: true } => "running total",
        { Nature: Nature.Event } => "count",
        { Form: ValueForm.Quantity } => "quantity",
        { IsSingle: true } => "single",
        _ => "multi",
    };

    private static IEnumerable<(string Name, string? Dimension, IEnumerable<SubjectKind> Kinds, string Nature, string Values, double? HalfLife, double? Succession, string Sigma, string Jump)> Natures() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Claims", "natures.tsv")).Skip(1).Select(static line => line.Split('\t')).Select(static cells =>
        {
            var name = cells[0].Split(' ');
            return (name[0], name.ElementAtOrDefault(1), cells[1].Split(' ').Select(static kind => SubjectKinds.TryParse(kind, out var parsed) ? parsed : throw new InvalidDataException(kind)),
                cells[2], cells[3], Number(cells[4]), Number(cells[5]), cells[6], cells[7]);
        });

    private static double? Number(string cell) => cell == "-" ? null : double.Parse(cell, CultureInfo.InvariantCulture);

    private static void Each(Func<AttributeRule, bool> which, Action<AttributeRule> check)
    {
        var rules = s_catalogue.Rules.Where(which).ToArray();
        Assert.NotEmpty(rules);
        Assert.All(rules, check);
    }
}
