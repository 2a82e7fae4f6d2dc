using Compounds.Claims;
using CsCheck;

namespace Compounds.Domain.Tests.Claims;

/// <summary>Units in reports and what they come to.</summary>
public class UnitTests
{
    private static readonly string[] s_canonical = [.. AttributeCatalogue.Current.Rules.Select(static rule => rule.Unit).OfType<string>().Distinct()];

    [Theory]
    [InlineData(1.5, "MW", "kW", 1_500)]
    [InlineData(250, "kW", "kW", 250)]
    [InlineData(8.76, "GWh/yr", "kW", 1_000)]
    [InlineData(2, "MVA", "kW", 1_600)]
    [InlineData(3, "m3", "L", 3_000)]
    [InlineData(3, "m³", "L", 3_000)]
    [InlineData(24, "L/day", "L/h", 1)]
    [InlineData(500, "m", "km", 0.5)]
    [InlineData(7, "persons", "people", 7)]
    [InlineData(12, "household", "households", 12)]
    [InlineData(2, "Gbps", "Mbps", 2_000)]
    [InlineData(1.2, "MWh", "kWh", 1_200)]
    [InlineData(10, "rai", "m2", 16_000)]
    [InlineData(45, "%", "fraction", 0.45)]
    [InlineData(2, "days", "h", 48)]
    [InlineData(3, "people/h", "people/day", 72)]
    [InlineData(1, "THB million/month", "THB/yr", 12_000_000)]
    public void A_reported_amount_comes_to_its_canonical_unit(double amount, string unit, string canonical, double expected)
    {
        var value = new QuantityValue(QuantityForm.Interval, amount, amount * 2, null, unit, Unit.Find(unit, canonical)!.Factor);
        Assert.Equal(expected, value.CanonicalLow(), expected * 1e-12);
        Assert.Equal(expected * 2, value.CanonicalHigh(), expected * 1e-12);
    }

    [Fact]
    public void Every_unit_converts_there_and_back()
    {
        Assert.NotEmpty(s_canonical);
        Assert.All(s_canonical, canonical => Assert.All(Unit.NamesOf(canonical), name =>
        {
            var unit = Unit.Find(name, canonical)!;
            Assert.Equal((name, canonical), (unit.Name, unit.Canonical));
            Assert.True(unit.Factor is > 0 and < double.PositiveInfinity);
            Gen.Double[1e-3, 1e6].Sample(amount => Assert.Equal(amount, amount * unit.Factor / unit.Factor, amount * 1e-12), iter: 20);
        }));
    }

    [Theory]
    [InlineData("mw", "kW", "MW")]
    [InlineData(" MW ", "kW", "MW")]
    [InlineData("LITRES", "L", "litres")]
    [InlineData("l", "L", "l")]
    [InlineData("L", "L", "L")]
    public void Case_and_space_do_not_matter_unless_they_tell_units_apart(string text, string canonical, string name) =>
        Assert.Equal(name, Unit.Find(text, canonical)!.Name);

    [Theory]
    [InlineData("MW", "people")]
    [InlineData("km", "L")]
    [InlineData("furlong", "km")]
    [InlineData("", "km")]
    public void A_unit_that_measures_something_else_is_refused(string text, string canonical) => Assert.Null(Unit.Find(text, canonical));

    [Fact]
    public void The_canonical_unit_comes_first() => Assert.All(s_canonical, static canonical => Assert.Equal(canonical, Unit.NamesOf(canonical)[0]));
}
