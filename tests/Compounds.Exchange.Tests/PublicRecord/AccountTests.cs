using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Compounds.Exchange.Tests.PublicRecord;

public sealed partial class AccountTests
{
    private static readonly string s_account = RecordFiles.Converted.Account;

    [Fact]
    public void Every_item_of_every_section_is_accounted_for()
    {
        using var record = JsonDocument.Parse(RecordFiles.Read("source.json"));
        var root = record.RootElement;
        var infrastructure = root.GetProperty("infrastructure");
        var sections = new[] { "compounds", "operators", "crossings", "cohorts", "events", "reports", "conflicts", "geodata_packages" }
            .Select(name => (name, root.GetProperty(name).GetArrayLength()))
            .Append(("citations", root.GetProperty("citations").EnumerateObject().Count()))
            .Append(("calibration", root.GetProperty("calibration").EnumerateObject().Count()))
            .Append(("assets", infrastructure.GetProperty("assets").GetArrayLength()))
            .Append(("links", infrastructure.GetProperty("links").GetArrayLength()));
        Assert.All(sections, static section => Assert.Equal(section.Item2, Sum(section.Item1)));
        var quantities = root.GetProperty("reports").EnumerateArray().Sum(static report => report.GetProperty("quantities").GetArrayLength());
        Assert.Equal(quantities, Sum("quantities of reports"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_file_that_is_no_record_is_refused_as_such(string text)
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Throws<JsonException>(() => Compounds.Exchange.PublicRecord.PublicRecordConversion.Convert(file));
    }

    [Fact]
    public void Nothing_is_left_undecided()
    {
        Assert.DoesNotContain("no row in the mapping table", s_account, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_with_a_report_that_the_tables_do_not_know_says_so()
    {
        var record = RecordFiles.Read("source.json").Replace("\"id\": \"rep-134\"", "\"id\": \"rep-135\"", StringComparison.Ordinal)
            .Replace("\"id\":\"rep-134\"", "\"id\":\"rep-135\"", StringComparison.Ordinal);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(record));
        var account = Exchange.PublicRecord.PublicRecordConversion.Convert(stream).Account;
        Assert.Contains("reports rep-135: no row in the mapping table", account, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_side_of_each_conflict_is_carried_by_claims_or_has_its_reason()
    {
        var conflicts = s_account[s_account.IndexOf("\nConflicts:", StringComparison.Ordinal)..s_account.IndexOf("\nNot mapped\n", StringComparison.Ordinal)];
        using var record = JsonDocument.Parse(RecordFiles.Read("source.json"));
        var recorded = record.RootElement.GetProperty("conflicts").EnumerateArray().ToArray();
        Assert.All(recorded, conflict => Assert.Contains($"\n{conflict.GetProperty("id").GetString()} ", conflicts, StringComparison.Ordinal));
        var sides = conflicts.Split("\n  - ")[1..];
        Assert.Equal(recorded.Sum(static conflict => conflict.GetProperty("positions").GetArrayLength()), sides.Length);
        Assert.All(sides, static side => Assert.Contains("\n      ", side, StringComparison.Ordinal));
    }

    private static int Sum(string section)
    {
        var line = SumLine().Matches(s_account).Single(match => match.Groups[1].Value == section);
        var parts = line.Groups.Values.Skip(2).Select(static group => int.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(parts[0], parts[1] + parts[2] + parts[3]);
        return parts[0];
    }

    [GeneratedRegex(@"^  ([a-z_ ]+): (\d+) = (\d+)[a-z ]* \+ (\d+)[a-z ]* \+ (\d+)", RegexOptions.Multiline)]
    private static partial Regex SumLine();
}
