using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compounds.Claims;
using Compounds.Exchange.Intake;
using Compounds.Reports;
using CsCheck;
using static Compounds.Exchange.Tests.Intake.Sameness;

namespace Compounds.Exchange.Tests.Intake;

public class RoundTripTests
{
    [Fact]
    public void A_report_that_was_written_is_read_as_the_same_report() => RandomReports.Report.Sample(
        static report =>
        {
            var reading = ReportReader.Read(Canonical(report), Filing.Archive);
            Assert.Empty(reading.Problems);
            AssertSame(report, reading.Report);
        },
        iter: Cases.Count);

    [Fact]
    public void The_content_hash_depends_on_neither_order_nor_space() => Gen.Select(RandomReports.Report, Gen.Int[1, 1000]).Sample(
        static (report, seed) =>
        {
            var shuffled = Shuffled(JsonNode.Parse(Canonical(report))!, seed).ToJsonString(new JsonSerializerOptions { WriteIndented = seed % 2 == 0 });
            var again = ReportReader.Read(Encoding.UTF8.GetBytes(shuffled), Filing.Archive).Report;
            Assert.Equal(ReportFact.HashOf(report), ReportFact.HashOf(again!));
        },
        iter: Cases.Count);

    [Fact]
    public void The_content_hash_tells_two_contents_apart()
    {
        var report = Filing.Accepted(Filing.Whole);
        Assert.NotEqual(ReportFact.HashOf(report), ReportFact.HashOf(report with { Narrative = "Another." }));
        Assert.NotEqual(ReportFact.HashOf(report), ReportFact.HashOf(report with { Claims = [report.Claims[0]] }));
    }

    [Fact]
    public void The_canonical_form_is_one_line_in_a_fixed_order() => Assert.Equal(
        """{"report":"R-1","agency":"pea","revision":1,"writtenAt":"2025-02-04T17:00:00Z","grade":"B2","handling":{"tlp":"AMBER+STRICT","pap":"AMBER","audience":["pea"]},"claims":[{"subject":{"kind":"compound","name":"KK园区"},"attribute":"load","value":{"low":3,"high":5},"unit":"MW","observedAt":"2025-02-04T17:00:00Z"}]}""",
        Encoding.UTF8.GetString(Canonical(Filing.Accepted("""
            {"claims":[{"unit":"mw","value":{"high":5,"low":3.0},"attribute":"load","observedAt":"2025-02-05T00:00:00+07:00","subject":{"name":" KK园区 ","kind":"compound"}}],
             "handling":{"pap":"PAP:AMBER","tlp":"TLP:AMBER+STRICT"},"grade":"B2","writtenAt":"2025-02-05","report":"R-1"}
            """))));

    [Fact]
    public void Evidence_that_was_stored_is_read_as_the_same_evidence() => RandomReports.Evidence.Sample(
        static evidence => AssertSame(evidence, Stored(evidence, ReportEvidenceJson.Write, ReportEvidenceJson.Read)), iter: Cases.Count);

    [Fact]
    public void A_report_that_was_stored_is_read_as_the_same_report() => RandomReports.Report.Sample(
        static report => AssertSame(report, Stored(report, static (writer, report) => ReportJson.Write(writer, report, null), static (ref reader) => ReportJson.Read(ref reader, out _))), iter: Cases.Count);

    [Fact]
    public void A_report_whose_text_is_kept_apart_has_it_again_once_it_is_put_back() => RandomReports.Report.Sample(
        static report =>
        {
            var text = new ArrayBufferWriter<byte>();
            FreeText.Write(text, report);
            var (kept, found) = (new SealedText(new TextKey(Guid.CreateVersion7(), 999), text.WrittenMemory), (SealedText?)null);
            var stored = Stored(report, (writer, value) => ReportJson.Write(writer, value, kept), (ref reader) => ReportJson.Read(ref reader, out found));
            Assert.False(FreeText.Has(stored));
            Assert.Equal((kept.Key, Convert.ToHexString(kept.Content.Span)), (found!.Key, Convert.ToHexString(found.Content.Span)));
            AssertSame(report, FreeText.Into(stored, found.Content.Span));
        },
        iter: Cases.Count);

    [Fact]
    public void What_a_later_version_adds_to_stored_evidence_is_passed_over()
    {
        var reader = new Utf8JsonReader("""
            {"later":{"x":[1]},"agency":"pea","report":"R-1","revision":1,"source":"pea","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN","later":1},"recordedAt":"2025-02-05T00:00:00Z",
             "claims":[{"subject":"compound:a","attribute":"status","category":"operating","observedAt":"2025-02-05T00:00:00Z","ordinal":3,"later":[]}]}
            """u8);
        reader.Read();
        Assert.Equal(3, Assert.Single(ReportEvidenceJson.Read(ref reader).Claims).Ordinal);
        Assert.Equal(JsonTokenType.EndObject, reader.TokenType);
    }

    [Fact]
    public void Claims_that_were_stored_before_they_had_validity_are_read_as_they_were()
    {
        var reader = new Utf8JsonReader("""
            {"agency":"pea","report":"R-1","revision":1,"source":"pea","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},"recordedAt":"2025-02-05T00:00:00Z",
             "claims":[{"subject":"operator:a","attribute":"status","category":"sanctioned","observedAt":"2025-02-05T00:00:00Z","ordinal":0},
             {"subject":"operator:a","attribute":"sanctionedBy","on":"2025-02-05","label":"US OFAC","observedAt":"2025-02-05T00:00:00Z","ordinal":1},
             {"subject":"compound:a","attribute":"headcount","quantity":{"atMost":1,"unit":"people"},"observedAt":"2025-02-05T00:00:00Z","ordinal":2}]}
            """u8);
        reader.Read();
        var evidence = ReportEvidenceJson.Read(ref reader);
        Assert.Null(evidence.PublicSince);
        Assert.All(evidence.Claims, static claim => Assert.Equal((null, null, null, null), (claim.Validity, claim.Scope, claim.Said, claim.Handling)));
        Assert.Equal(new CategoryValue("sanctioned"), evidence.Claims[0].Value);
        Assert.Equal(new DateOnly(2025, 2, 5), evidence.Claims[1].On);
        Assert.Equal(new QuantityValue(QuantityForm.AtMost, 1, 1, null, "people", 1), evidence.Claims[2].Value);
    }

    [Fact]
    public void Every_new_property_of_a_claim_stands_in_the_ledger_under_its_name()
    {
        var report = Filing.Accepted("""
            {"report":"R-1","writtenAt":"2025-02-05","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},"claims":[
            {"subject":"compound:a","attribute":"incident","dimension":"release","from":"2025-02-01","on":"2025-02-04","occasion":"dkba-1","zone":"+06:30","value":{"value":24,"counted":true},
            "of":{"sex":"women","nationality":"KE"},"in":"held","apart":"fate","split":"group","complete":"sex","part":true,"within":{"on":"2025-02-04"},"said":"freed",
            "handling":{"tlp":"AMBER","audience":["thb"]}}]}
            """);
        Assert.Equal(
            """{"subject":"compound:a","attribute":"incident","dimension":"release","on":"2025-02-04","from":"2025-02-01","occasion":"dkba-1","zone":"+06:30","of":{"nationality":"KE","sex":"women"},"in":"held","apart":"fate","split":"group","complete":"sex","part":true,"within":{"on":"2025-02-04"},"quantity":{"value":24,"counted":true,"unit":"people"},"observedAt":"2025-02-04T17:00:00Z","said":"freed","handling":{"tlp":"AMBER","pap":"GREEN","audience":["pea","thb"]},"ordinal":0}""",
            Text(writer => ClaimJson.Write(writer, report.Claims[0])));
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private delegate T Read<T>(ref Utf8JsonReader reader);

    private static T Stored<T>(T value, Action<Utf8JsonWriter, T> write, Read<T> read)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
            write(writer, value);
        var reader = new Utf8JsonReader(bytes.WrittenSpan);
        reader.Read();
        var result = read(ref reader);
        Assert.Equal(bytes.WrittenCount, reader.BytesConsumed);
        return result;
    }

    private static ReadOnlySpan<byte> Canonical(Report report)
    {
        var bytes = new ArrayBufferWriter<byte>();
        ReportWriter.Write(bytes, report);
        return bytes.WrittenSpan;
    }

    private static JsonNode Shuffled(JsonNode node, int seed) => node switch
    {
        JsonObject properties => new JsonObject(properties.OrderBy(pair => Scrambled(pair.Key, seed))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : (JsonNode?)Shuffled(pair.Value, seed)))),
        JsonArray elements => new JsonArray([.. elements.Select(element => Shuffled(element!, seed))]),
        _ => node.DeepClone(),
    };

    private static long Scrambled(string name, int seed) => name.Aggregate((long)seed, static (sum, c) => ((sum * 31) + c) % 1009);
}
