using System.Globalization;
using System.Runtime.CompilerServices;
using Compounds.Ledger;

namespace Compounds.Grains.Audit;

/// <summary>The streams of the audit, one a day, so that none grows without end.</summary>
internal static class AuditStream
{
    /// <summary>What the names of all of them begin with.</summary>
    public const string Prefix = "audit/";

    private const string Format = "yyyy-MM-dd";
    private const int Chunk = 256;

    /// <summary>The stream of the day with this key.</summary>
    public static string Of(string day) => Prefix + day;

    /// <summary>A day as a key.</summary>
    public static string TextOf(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The day of a key.</summary>
    public static DateOnly DayOf(string key) => DateOnly.ParseExact(key, Format, CultureInfo.InvariantCulture);

    /// <summary>The facts of streams, of each from a version down to the first.</summary>
    public static async IAsyncEnumerable<Fact> BackwardsAsync(
        IEventLog log, IEnumerable<StreamHead> heads, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var head in heads)
        {
            for (var through = head.Version; through > 0; through -= Chunk)
            {
                var from = Math.Max(1, through - Chunk + 1);
                var count = (int)(through - from + 1);
                var facts = await log.ReadAsync(head.Stream, from, count, cancellationToken).ToArrayAsync(cancellationToken);
                foreach (var fact in facts.Reverse())
                    yield return fact;
            }
        }
    }
}
