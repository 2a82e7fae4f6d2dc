using System.Text;

namespace Compounds.Ledger.Tests;

/// <summary>Facts for tests.</summary>
internal static class Some
{
    public static DateTimeOffset Noon { get; } = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static NewFact Fact(long number) => new("report-filed", Noon.AddSeconds(number), Json($$"""{"number":{{number}}}"""));

    public static NewFact[] Facts(long first, int count) => [.. Enumerable.Range(0, count).Select(offset => Fact(first + offset))];

    public static NewFact FactOfBytes(int bytes) => new("report-filed", Noon, Json($$"""{"text":"{{new string('x', bytes - 11)}}"}"""));

    public static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
