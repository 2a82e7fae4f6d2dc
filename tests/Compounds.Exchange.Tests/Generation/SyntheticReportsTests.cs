using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compounds.Claims;
using Compounds.Exchange.Generation;
using Compounds.Exchange.Intake;
using Compounds.Subjects;

namespace Compounds.Exchange.Tests.Generation;

public sealed class SyntheticReportsTests
{
    private const int Lines = 20_000;

    private static readonly Lazy<JsonElement[]> s_lines = new(() => Parse(Generate(seed: 1, Lines)));

    [Fact]
    public void The_bytes_of_a_seed_are_the_same_on_every_machine()
    {
        // A change of the generator or of the attribute catalogue moves these bytes: set the new hash in the same commit.
        Assert.Equal("183bf68580959903e8b166e31e6af6f70d24ad21377063ceac05f4e722760231", Convert.ToHexStringLower(SHA256.HashData(Generate(seed: 1, 2_000))));
    }

    [Fact]
    public void Writing_in_pieces_gives_the_same_bytes_as_writing_at_once()
    {
        using var reports = new SyntheticReports(7);
        var pieces = new ArrayBufferWriter<byte>();
        reports.WriteTo(pieces, 1);
        reports.WriteTo(pieces, 0);
        reports.WriteTo(pieces, 499);
        Assert.Equal(Generate(seed: 7, 500), pieces.WrittenSpan.ToArray());
    }

    [Fact]
    public void Two_seeds_share_no_report() =>
        Assert.Empty(Ids(Parse(Generate(seed: 1, 200))).Intersect(Ids(Parse(Generate(seed: 2, 200)))));

    [Fact]
    public void Lines_are_of_the_kinds_and_shares_that_were_asked_for()
    {
        var retracted = s_lines.Value.Count(static line => line.TryGetProperty("retract", out _));
        var reports = s_lines.Value.Where(static line => line.TryGetProperty("report", out _)).ToArray();
        var repeated = reports.Length - reports.Select(static line => line.GetRawText()).Distinct().Count();
        var revised = reports.Where(static line => line.TryGetProperty("revision", out _)).Select(static line => line.GetRawText()).Distinct().Count();
        var copied = reports.Count(static line => line.TryGetProperty("cites", out var cites) && cites[0].GetString()!.StartsWith("agency-", StringComparison.Ordinal));
        AssertShare(0.01, retracted);
        AssertShare(0.02, repeated);
        AssertShare(0.04, revised);

        // Copies are also revised and repeated, so their share is a little more than that of the lines that begin one.
        Assert.InRange((double)copied / Lines, 0.07, 0.11);
    }

    [Fact]
    public void A_revision_follows_what_it_revises_and_a_retraction_ends_a_report()
    {
        var revisions = new Dictionary<string, int>();
        foreach (var line in s_lines.Value)
        {
            if (line.TryGetProperty("retract", out var gone))
            {
                Assert.True(revisions.Remove(gone.GetString()!));
                continue;
            }

            var id = line.GetProperty("report").GetString()!;
            var revision = line.TryGetProperty("revision", out var given) ? given.GetInt32() : 1;
            var before = revisions.GetValueOrDefault(id);
            Assert.InRange(revision, Math.Max(1, before), before + 1);
            revisions[id] = revision;
        }
    }

    [Fact]
    public void A_few_subjects_are_reported_very_often_and_every_kind_occurs()
    {
        var names = Claims(s_lines.Value).Select(static claim => claim.GetProperty("subject")).Where(static subject => subject.ValueKind == JsonValueKind.Object)
            .Select(static subject => subject.TryGetProperty("id", out var id) ? id.GetString()! : IdOf(subject)).ToArray();
        var counts = names.CountBy(static name => name).OrderByDescending(static pair => pair.Value).ToArray();

        // Of 2,000 subjects under Zipf's law the first has 1 / H(2000) = 12.2 % and the first ten 35.8 %.
        Assert.InRange((double)counts[0].Value / names.Length, 0.11, 0.135);
        Assert.InRange((double)counts.Take(10).Sum(static pair => pair.Value) / names.Length, 0.34, 0.375);
        Assert.Equal(4, counts.Select(static pair => SubjectId.Parse(pair.Key).Kind()).Distinct().Count());
    }

    [Fact]
    public void Every_attribute_of_the_catalogue_occurs()
    {
        var said = Claims(s_lines.Value).Select(static claim => claim.GetProperty("attribute").GetString()!).ToHashSet();
        Assert.Equal(AttributeCatalogue.Current.Rules.Select(static rule => rule.Name).ToHashSet(), said);
    }

    [Fact]
    public void Every_line_is_one_that_intake_accepts()
    {
        var options = new SyntheticOptions();
        var agencies = SyntheticAgency.All(options.Agencies).ToDictionary(static agency => agency.Id);
        var context = new FilingContext(agencies["agency-01"], agencies.Keys.ToHashSet(), agencies.GetValueOrDefault, options.Until);
        foreach (var line in Encoding.UTF8.GetString(Generate(seed: 11, Lines)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var reading = ReportReader.Read(Encoding.UTF8.GetBytes(line), context);
            Assert.True(reading.Problems.Count == 0, $"{string.Join(' ', reading.Problems)} in {line}");
        }
    }

    [Fact]
    public void Every_handling_level_and_audiences_and_unmarked_reports_occur()
    {
        var reports = s_lines.Value.Where(static line => line.TryGetProperty("report", out _)).ToArray();
        var marked = reports.Where(static line => line.TryGetProperty("handling", out _)).Select(static line => line.GetProperty("handling")).ToArray();
        Assert.InRange(1 - ((double)marked.Length / reports.Length), 0.04, 0.06);
        Assert.Equal(["AMBER", "AMBER+STRICT", "CLEAR", "GREEN", "RED"], marked.Select(static handling => handling.GetProperty("tlp").GetString()).Distinct().Order(StringComparer.Ordinal));
        Assert.All(marked.Where(static handling => handling.TryGetProperty("audience", out _)), static handling =>
            Assert.Contains(handling.GetProperty("tlp").GetString(), (string[])["AMBER", "AMBER+STRICT", "RED"]));
        Assert.Contains(marked, static handling => handling.TryGetProperty("audience", out _));
    }

    [Fact]
    public void Nothing_is_written_or_observed_after_the_end_or_a_year_before_it()
    {
        var until = new DateTimeOffset(2020, 3, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var line in Parse(Generate(seed: 3, 5_000, new SyntheticOptions { Until = until })).Where(static line => line.TryGetProperty("report", out _)))
        {
            var writtenAt = line.GetProperty("writtenAt").GetDateTimeOffset();
            Assert.InRange(writtenAt, until.AddDays(-365), until);
            foreach (var claim in line.GetProperty("claims").EnumerateArray())
            {
                if (claim.TryGetProperty("observedAt", out var observedAt))
                    Assert.True(observedAt.GetDateTimeOffset() <= writtenAt);
            }
        }
    }

    [Fact]
    public void A_copy_says_what_its_source_says()
    {
        var first = new Dictionary<string, JsonElement>();
        foreach (var line in s_lines.Value.Where(static line => line.TryGetProperty("report", out _) && !line.TryGetProperty("revision", out _)))
            first.TryAdd($"{line.GetProperty("agency").GetString()}/{line.GetProperty("report").GetString()}", line);
        var pairs = first.Values.Where(line => line.TryGetProperty("cites", out var cites) && first.ContainsKey(cites[0].GetString()!))
            .Select(line => (Copy: line, Source: first[line.GetProperty("cites")[0].GetString()!])).ToArray();
        Assert.NotEmpty(pairs);
        Assert.All(pairs, static pair => Assert.NotEqual(pair.Copy.GetProperty("agency").GetString(), pair.Source.GetProperty("agency").GetString()));

        // A copy of a revised report follows the revision, so a few differ from the first filing.
        var same = pairs.Count(static pair => pair.Copy.GetProperty("claims").GetRawText() == pair.Source.GetProperty("claims").GetRawText());
        Assert.InRange((double)same / pairs.Length, 0.9, 1);
    }

    [Fact]
    public void Narratives_have_the_length_asked_for_and_lines_one_to_four_claims()
    {
        foreach (var line in s_lines.Value.Where(static line => line.TryGetProperty("report", out _)))
        {
            Assert.Equal(300, line.GetProperty("narrative").GetString()!.Length);
            Assert.InRange(line.GetProperty("claims").GetArrayLength(), 1, 4);
        }
    }

    [Theory]
    [InlineData(19, 12)]
    [InlineData(2_000, 0)]
    public void Options_out_of_range_are_refused_with_a_sentence(int subjects, int agencies) =>
        Assert.Throws<ArgumentException>(() => new SyntheticReports(1, new SyntheticOptions { Subjects = subjects, Agencies = agencies }));

    private static void AssertShare(double expected, int count)
    {
        var error = 4 * Math.Sqrt(expected * (1 - expected) / Lines);
        Assert.InRange((double)count / Lines, expected - error, expected + error);
    }

    private static string IdOf(JsonElement subject)
    {
        Assert.True(SubjectKinds.TryParse(subject.GetProperty("kind").GetString(), out var kind));
        return SubjectId.FromName(kind, subject.GetProperty("name").GetString()!, subject.TryGetProperty("place", out var place) ? place.GetString() : null).Value;
    }

    private static IEnumerable<string> Ids(JsonElement[] lines) =>
        lines.Where(static line => line.TryGetProperty("report", out _)).Select(static line => line.GetProperty("report").GetString()!);

    private static IEnumerable<JsonElement> Claims(JsonElement[] lines) =>
        lines.Where(static line => line.TryGetProperty("claims", out _)).SelectMany(static line => line.GetProperty("claims").EnumerateArray());

    private static byte[] Generate(ulong seed, int count, SyntheticOptions? options = null)
    {
        using var reports = new SyntheticReports(seed, options);
        var output = new ArrayBufferWriter<byte>();
        reports.WriteTo(output, count);
        return output.WrittenSpan.ToArray();
    }

    private static JsonElement[] Parse(byte[] ndjson) =>
        [.. Encoding.UTF8.GetString(ndjson).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line))];
}
