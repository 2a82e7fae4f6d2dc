using System.Globalization;
using System.Text.RegularExpressions;
using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

public partial class OutcomeReportTests
{
    private static readonly Scenario Cut = Story.Cut with
    {
        Measures = [new("F1", MeasureKind.CutPower, 24), new("X1", MeasureKind.FuelBan, 48, 96, Quantity.Triangular(0.5, 0.8, 0.9))],
    };

    private static readonly Outcome Outcome = new()
    {
        ScenarioHash = new string('a', 64),
        NetworkHash = "0123456789abcdef",
        Samples = 512,
        IsSettled = true,
        Fixpoint = FixpointClass.Unique,
        Lines =
        [
            Line(LedgerLine.CivilPower, new(1000, 12_345, 45_678), new NodeSpread("V1", new(10, 200, 300)), new NodeSpread("V2", new(20, 9000, 9500))),
            Line(LedgerLine.CaptiveExposure, new(0, 1500, 7200), new NodeSpread("C1", new(0, 1500, 7200))),
            Line(LedgerLine.HospitalCritical, new(0, 0, 0)),
            Line(LedgerLine.LostWorkerHours, new(100, 250, 400)),
        ],
        Sites = [new("C1", new Spread(30, 40, 60), 0.75, new Spread(0, 100, 200), new Spread(0, 0, 0)), new("C2", null, 0, new Spread(0, 0, 0), new Spread(1, 20, 40))],
        AllSites = new("", new Spread(30, 40, 60), 0.5, new Spread(0, 80, 100), new Spread(0, 0, 0)),
        BaselineWorkerHours = new(1000, 1000, 1000),
        MedianInterval = (245, 256),
        SampleTotals = [],
        ResultHash = "",
    };

    [Fact]
    public void A_report_has_five_sections_in_order()
    {
        string[] expected = ["What was assumed", "What would happen", "Who is harmed", "How sure this is", "What would change the answer"];

        Assert.Equal(expected, Report().Select(s => s.Title));
        Assert.All(Report(), section => Assert.NotEmpty(section.Sentences));
    }

    [Fact]
    public void People_held_come_first_among_those_harmed()
    {
        var harmed = Report()[2].Sentences;

        Assert.Equal("People held, without power or water: 1,500 (0 to 7,200) captive-h, most at C1 1,500 (0 to 7,200).", harmed[0]);
        Assert.Equal("Hospitals below their life-critical share: none in nine of ten samples.", harmed[1]);
        Assert.Equal("Civilians without power: 12,300 (1,000 to 45,700) person-h, most at V2 9,000 (20 to 9,500), V1 200 (10 to 300).", harmed[2]);
    }

    [Fact]
    public void What_is_not_known_of_people_held_is_not_read_as_none()
    {
        var blind = OutcomeReport.Of(Outcome with { Lines = [.. Outcome.Lines.Where(l => l.Line != LedgerLine.CaptiveExposure)] }, Cut, [], []);

        Assert.Contains("Do not read this as none.", blind[2].Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Measures_assumptions_and_effect_are_told_with_their_ranges()
    {
        var report = Report();

        Assert.Equal("Power through F1 is cut by 100 % from hour 24 to the end.", report[0].Sentences[0]);
        Assert.StartsWith("Fuel through X1 is stopped by 7", report[0].Sentences[1], StringComparison.Ordinal);
        Assert.Contains("essential of C1 is taken as 0.3 share: cooling is shed first.", report[0].Sentences);
        Assert.Equal("The sites lose 250 (100 to 400) worker-hours of scam work, about 25 % of what there would have been.", report[1].Sentences[0]);
        Assert.Contains("C2: never below half of its capacity to work, in no sample.", report[1].Sentences);
        Assert.Contains("*.essential: at its low end 100 worker-hours are lost, at its high end 900.", report[4].Sentences);
    }

    [Fact]
    public void A_sensitivity_that_was_not_looked_at_or_is_still_to_come_is_said_to_be()
    {
        Assert.Contains("was not looked at", Assert.Single(OutcomeReport.Of(Outcome, Cut, [], [])[4].Sentences), StringComparison.Ordinal);
        Assert.Contains("still being reckoned", Assert.Single(OutcomeReport.Of(Outcome, Cut, [], null)[4].Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_called_a_scammer_or_a_suspect()
    {
        foreach (var sentence in Report().SelectMany(s => s.Sentences))
            Assert.DoesNotMatch(Blaming(), sentence);
        Assert.Contains(Report()[2].Sentences, s => s.Contains("survivor", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_reads_the_same_in_every_language_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var german = Report().SelectMany(s => s.Sentences).ToArray();
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal(Report().SelectMany(s => s.Sentences), german);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.04567, "0.0457")]
    [InlineData(1.005, "1")]
    [InlineData(12.34, "12.3")]
    [InlineData(999.6, "1,000")]
    [InlineData(1234567, "1,230,000")]
    public void Numbers_are_said_with_three_digits(double number, string said) => Assert.Equal(said, PlainNumber.Of(number));

    private static System.Collections.Immutable.ImmutableArray<ReportSection> Report() => OutcomeReport.Of(
        Outcome, Cut, [new("C1", "essential", "0.3", "share", "cooling is shed first.")], [new("C1.fuel", 200, 300), new("*.essential", 100, 900)]);

    private static LineOutcome Line(LedgerLine line, Spread total, params NodeSpread[] nodes) => new(line, LedgerUnit.Of(line), total, [.. nodes], []);

    [GeneratedRegex("scammer|suspect|criminal|prisoner|inmate", RegexOptions.IgnoreCase)]
    private static partial Regex Blaming();
}
