using System.Globalization;

namespace Compounds.Ledger;

/// <summary>What is said about a ledger that is not the one of a checkpoint.</summary>
internal static class CheckpointSentences
{
    private const int MostNamed = 5;

    /// <summary>Names a checkpoint.</summary>
    public static string Name(Checkpoint checkpoint) => Invariant($"checkpoint {checkpoint.Number} of {checkpoint.Time:u}");

    /// <summary>The store was not written so far.</summary>
    public static string NotReached(Checkpoint checkpoint, StoreEnd end) =>
        checkpoint.End.Store != end.Store || checkpoint.End.Rows.Count != end.Rows.Count
            ? $"{Name(checkpoint)} was made of another store, and the heads of this one are not those that it proves."
            : Invariant($"it has {end.Rows.Sum():N0} rows, but {Name(checkpoint)} covers {checkpoint.End.Rows.Sum():N0}: its end was cut off, or an older copy was put in its place.");

    /// <summary>The store was written so far, and has other heads there.</summary>
    public static string Another(Checkpoint checkpoint) =>
        $"up to {Name(checkpoint)} it has other facts than the checkpoint proves; 'compounds ledger verify --checkpoints' says where.";

    /// <summary>The same, with what is known about the place.</summary>
    /// <param name="checkpoint">The first checkpoint that does not fit.</param>
    /// <param name="before">The one before it, which does; <see langword="null"/> when it is the first.</param>
    /// <param name="found">The number of streams that there are up to it.</param>
    /// <param name="between">What lies between the two.</param>
    public static string Another(Checkpoint checkpoint, Checkpoint? before, long found, Interval between)
    {
        var place = before is null ? $"The ledger is not the one of {Name(checkpoint)}, the first that can be compared"
            : $"The ledger is that of {Name(before)}, but not that of {Name(checkpoint)}";
        var streams = found == checkpoint.Streams ? "" : Invariant($" It had {checkpoint.Streams:N0} streams then and has {found:N0}.");
        var missing = between.Missing == 0 ? "" : Invariant($" {between.Missing:N0} rows are missing.");
        return Invariant($"{place}: what was changed, removed or put in lies in rows {between.First:N0} to {between.Last:N0}.{streams}{missing}{Streams(between)}");
    }

    /// <summary>A fact is older than a checkpoint that does not have it.</summary>
    public static string Backdated(Checkpoint before, HeadMove fact) =>
        Invariant($"Version {fact.Version} of stream {fact.Stream} says that it was recorded at {fact.RecordedAt:u}, but was not there at {Name(before)}: it was added later, under a time that is not its own.");

    private static string Streams(Interval between) => between.Streams.Count switch
    {
        0 => "",
        1 => $" All of them belong to stream {between.Streams.Single()}.",
        <= MostNamed => $" They belong to the streams {string.Join(", ", between.Streams)}.",
        _ => Invariant($" They belong to {between.Streams.Count:N0} streams, among them {string.Join(", ", between.Streams.Take(MostNamed))}."),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What lies in the ledger between two checkpoints.</summary>
internal sealed class Interval(long first, long last)
{
    private long _rows;

    /// <summary>The first row.</summary>
    public long First => first;

    /// <summary>The last row.</summary>
    public long Last => last;

    /// <summary>The rows between them that are not there.</summary>
    public long Missing => last - first + 1 - _rows;

    /// <summary>The streams that have a fact in it.</summary>
    public HashSet<string> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes in a row.</summary>
    public void Add(HeadMove move)
    {
        _rows++;
        Streams.Add(move.Stream);
    }
}
