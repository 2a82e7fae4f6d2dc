using Compounds.Claims;
using static Compounds.Exchange.Tests.Intake.Filing;

namespace Compounds.Exchange.Tests.Intake;

public class QuantityTests
{
    private static QuantityValue Kept(string properties) => Assert.IsType<QuantityValue>(Accepted(About(properties)).Claims[0].Value);

    [Theory]
    [InlineData("4000", QuantityForm.Point, 4000, 4000)]
    [InlineData("""{"value":4000}""", QuantityForm.Point, 4000, 4000)]
    [InlineData("""{"low":3000,"high":5000}""", QuantityForm.Interval, 3000, 5000)]
    [InlineData("""{"low":3000,"high":3000}""", QuantityForm.Point, 3000, 3000)]
    [InlineData("""{"atLeast":2000}""", QuantityForm.AtLeast, 2000, 2000)]
    [InlineData("""{"atMost":9000}""", QuantityForm.AtMost, 9000, 9000)]
    [InlineData("0", QuantityForm.Point, 0, 0)]
    [InlineData("-0.0", QuantityForm.Point, 0, 0)]
    [InlineData("""{"atMost":0}""", QuantityForm.Point, 0, 0)]
    [InlineData("""{"low":0,"high":0}""", QuantityForm.Point, 0, 0)]
    [InlineData("""{"low":0,"high":80}""", QuantityForm.Interval, 0, 80)]
    public void A_quantity_has_one_of_four_forms(string value, QuantityForm form, double low, double high) =>
        Assert.Equal(new QuantityValue(form, low, high, null, "people", 1), Kept($"\"attribute\":\"headcount\",\"value\":{value}"));

    [Theory]
    [InlineData("""{"value":4000,"low":3000}""")]
    [InlineData("""{"low":3000}""")]
    [InlineData("""{"low":3000,"high":5000,"sigma":0.1}""")]
    [InlineData("""{"sigma":0.1}""")]
    [InlineData("""{"value":4000,"sigma":0.1,"counted":true}""")]
    [InlineData("""{"low":3000,"high":5000,"counted":true}""")]
    [InlineData("""{"counted":true}""")]
    [InlineData("{}")]
    [InlineData("[4000]")]
    [InlineData("true")]
    public void Any_other_form_is_refused(string value)
    {
        var problem = Problem(About($"\"attribute\":\"headcount\",\"value\":{value}"));
        Assert.Equal(("/claims/0/value", "wrong-value-form"), (problem.Pointer, problem.Code));
        Assert.Contains("atLeast", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mw", "MW", 1000)]
    [InlineData("kVA", "kVA", 0.8)]
    [InlineData("GWh/yr", "GWh/yr", 8.76e6 / 8760 * 0.11415525114155251)]
    public void A_quantity_keeps_its_unit_and_knows_the_factor(string unit, string kept, double factor)
    {
        var quantity = Kept($"\"attribute\":\"load\",\"value\":2,\"unit\":\"{unit}\"");
        Assert.Equal(kept, quantity.Unit);
        Assert.Equal(factor, quantity.Factor, tolerance: 1e-9);
    }

    [Fact]
    public void An_unknown_unit_is_answered_with_those_that_are_accepted() =>
        Assert.Contains("kW, W, MW, GW", Problem(About("\"attribute\":\"load\",\"value\":2,\"unit\":\"PS\"")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_fraction_above_1_is_refused_as_percent()
    {
        const string claim = "\"attribute\":\"supplyShare\",\"dimension\":\"power\",\"party\":\"infrastructure:x\",\"value\":45";
        Assert.Contains("looks like percent", Problem(About(claim)).Message, StringComparison.Ordinal);
        Assert.Equal(0.45, Kept(claim + ",\"unit\":\"%\"").CanonicalHigh(), tolerance: 1e-12);
        Assert.DoesNotContain("looks like percent", Problem(About(claim.Replace("45", "450", StringComparison.Ordinal) + ",\"unit\":\"%\"")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100", "%")]
    [InlineData("0.1", "%")]
    [InlineData("1", "fraction")]
    public void The_bounds_themselves_are_possible_whatever_the_conversion_rounds(string value, string unit) =>
        Kept($"\"attribute\":\"supplyShare\",\"dimension\":\"power\",\"party\":\"infrastructure:x\",\"value\":{value},\"unit\":\"{unit}\"");

    [Fact]
    public void A_pickup_with_114837_litres_is_remarked_on_and_an_impossible_seizure_is_refused()
    {
        const string claim = "\"attribute\":\"fuelSeized\",\"dimension\":\"diesel by pickup\",\"on\":\"2025-02-01\",\"unit\":\"L\",\"value\":";
        Assert.Empty(Read(About(claim + "26000")).Warnings);
        Assert.Equal("unusually-high", Warning(About(claim + "114837")).Code);
        Assert.Equal("out-of-bounds", Problem(About(claim + "6000000")).Code);
        Assert.Empty(Read(About(claim + "{\"atMost\":600000}")).Warnings);
    }

    [Theory]
    [InlineData("people", "headcount", 0)]
    [InlineData("units", "buildings", 0)]
    [InlineData("L", "fuelStock", 1)]
    public void Only_units_that_could_be_mistaken_are_remarked_on(string unit, string attribute, int warnings)
    {
        var reading = Read(About($"\"attribute\":\"{attribute}\",\"value\":500"));
        Assert.Equal(warnings, reading.Warnings.Count);
        Assert.Equal(unit, Assert.IsType<QuantityValue>(reading.Report!.Claims[0].Value).Unit);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", null)]
    public void A_number_is_counted_or_estimated_or_what_is_usual(string counted, bool? kept) =>
        Assert.Equal(new QuantityValue(QuantityForm.Point, 4000, 4000, null, "people", 1) { Counted = kept }, Kept($"\"attribute\":\"headcount\",\"value\":{{\"value\":4000,\"counted\":{counted}}}"));

    [Theory]
    [InlineData("0.0005", "can be 0, or 0.001 to 1 fraction")]
    [InlineData("""{"low":0.0005,"high":0.5}""", "can be 0, or 0.001 to 1 fraction")]
    [InlineData("""{"atLeast":0.0001}""", "can be 0, or 0.001 to 1 fraction")]
    [InlineData("1.5", "looks like percent")]
    public void Between_none_and_the_least_and_above_the_most_there_is_nothing(string value, string message)
    {
        var problem = Problem(About($"\"attribute\":\"supplyShare\",\"dimension\":\"power\",\"party\":\"infrastructure:x\",\"value\":{value}"));
        Assert.Equal("out-of-bounds", problem.Code);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_the_most_is_refused_as_more_than_the_highest_is() =>
        Assert.Contains("0, or 1 to 200 units", Problem(About("\"attribute\":\"nationalities\",\"value\":201")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("-1")]
    [InlineData("""{"low":-5,"high":5}""")]
    [InlineData("""{"atLeast":0}""")]
    public void Less_than_nothing_is_refused(string value) => Assert.Equal("not-positive", Problem(About($"\"attribute\":\"headcount\",\"value\":{value}")).Code);
}
