using System.Text;
using Compounds.Exchange.Intake;
using CsCheck;

namespace Compounds.Exchange.Tests.Intake;

public class HostileLinesTests
{
    private static readonly byte[][] s_lines =
    [
        Encoding.UTF8.GetBytes(Filing.Whole),
        """{"retract":"PEA-1","agency":"pea","reason":"erroneous"}"""u8.ToArray(),
        """{"report":"ก-1\u0e01","writtenAt":"2025-02-05T09:10:00.123+07:00","attachments":[{"name":"a.pdf","mediaType":"application/pdf","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","bytes":1}],"claims":[{"subject":{"id":"compound:kk-park","name":"KK园区"},"attribute":"location","value":{"lat":16.6,"lon":98.5,"precisionKm":1}},{"attribute":"alias","subject":"operator:kna","value":{"name":"\ud83d\ude00 KNA","language":"my"}}]}"""u8.ToArray(),
    ];

    // Bytes that mean something to JSON, and any others.
    private static readonly Gen<byte> s_byte = Gen.OneOf(Gen.Byte, Gen.OneOf("{}[]\",:\\u0dn1e9-. \n"u8.ToArray()));

    private static readonly Gen<byte[]> s_mutated =
        from line in Gen.OneOf(s_lines)
        from edits in Gen.Select(Gen.Int[0, line.Length - 1], Gen.Int[0, 8], s_byte.Array[0, 8]).Array[1, 6]
        select edits.Aggregate(line, (bytes, edit) => Replace(bytes, edit.Item1, edit.Item2, edit.Item3));

    private static readonly Gen<byte[]> s_spliced =
        from left in Gen.OneOf(s_lines)
        from right in Gen.OneOf(s_lines)
        from cut in Gen.Int[0, left.Length]
        from rest in Gen.Int[0, right.Length]
        select (byte[])[.. left.AsSpan(0, cut), .. right.AsSpan(rest)];

    [Fact]
    public void Random_bytes_are_refused_and_never_throw() => s_byte.Array[0, 200].Sample(static line => Answers(line), iter: Cases.Count);

    [Fact]
    public void A_damaged_line_gives_a_reading_or_a_problem_and_never_throws() => Gen.OneOf(s_mutated, s_spliced).Sample(static line => Answers(line), iter: 10 * Cases.Count);

    private static bool Answers(byte[] line)
    {
        var reading = ReportReader.Read(line, Filing.OwnOnly);
        return reading.Problems.Count > 0 ? reading is { Report: null, Retraction: null } : reading.Report is null != reading.Retraction is null;
    }

    private static byte[] Replace(byte[] bytes, int at, int length, byte[] by)
    {
        at = Math.Min(at, bytes.Length);
        return [.. bytes.AsSpan(0, at), .. by, .. bytes.AsSpan(Math.Min(at + length, bytes.Length))];
    }
}
