using System.Text.Json.Serialization;
using Compounds.Readers;

namespace Compounds.Batches;

/// <summary>Which door reports came in by.</summary>
public enum Door
{
    /// <summary>A table, sent as one file.</summary>
    File,

    /// <summary>Another system, by HTTP or the command line. What comes in one hour is one batch.</summary>
    Api,
}

/// <summary>Reports that somebody sent together, and how many of them came to what.</summary>
/// <param name="Id">Its id, unique in the agency. What is received under an id that is known is added to it.</param>
/// <param name="Door">The door it came in by.</param>
/// <param name="Name">The name of the file, or null.</param>
/// <param name="Sender">The member who sent it, or the agency where the sign-in tells none.</param>
/// <param name="Clearance">The clearance it was sent under. Whoever of the agency may see less never hears of it.</param>
/// <param name="BeganAt">When its first line was received, in UTC.</param>
/// <param name="EndedAt">When its last line was answered, in UTC.</param>
/// <param name="Count">How many lines came to what.</param>
/// <param name="Reports">The reports accepted, <c>agency/id</c>; the first <see cref="MostListed"/>.</param>
/// <param name="Part">The id of this delivery of it, so that one repeated after a lost answer is counted once; null when the sender gave none.</param>
[GenerateSerializer, Immutable, Alias("value/batch")]
public sealed record Batch(
    [Id(0)] string Id, [Id(1)] Door Door, [Id(2)] string? Name, [Id(3)] string Sender, [Id(4)] Tlp Clearance,
    [Id(5)] DateTimeOffset BeganAt, [Id(6)] DateTimeOffset EndedAt, [Id(7)] BatchCount Count, [Id(8)] IReadOnlyList<string> Reports,
    [Id(9)] [property: JsonIgnore] string? Part = null)
{
    /// <summary>Reports that a batch lists: enough for a table, few enough for a fact of the ledger.</summary>
    public const int MostListed = 500;

    /// <summary>The longest name of a file, in UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Whether it accepted more than it lists.</summary>
    [JsonIgnore]
    public bool IsCut => Count.Accepted > Reports.Count;

    /// <summary>The batch with what came later under its id.</summary>
    public Batch With(Batch later) => this with
    {
        EndedAt = later.EndedAt,
        Count = Count.Plus(later.Count),
        Reports = Reports.Count >= MostListed ? Reports : [.. Reports.Concat(later.Reports).Distinct().Take(MostListed)],
    };
}

/// <summary>How many lines came to what. Together they are the lines received.</summary>
/// <param name="Accepted">Stored, or a report taken back.</param>
/// <param name="Duplicate">Received before, with the same content.</param>
/// <param name="Conflict">Another content is stored under the id.</param>
/// <param name="Invalid">Refused, with a reason a line.</param>
/// <param name="Unavailable">Sent away to come back later.</param>
[GenerateSerializer, Immutable, Alias("value/batch-count")]
public readonly record struct BatchCount([Id(0)] int Accepted, [Id(1)] int Duplicate, [Id(2)] int Conflict, [Id(3)] int Invalid, [Id(4)] int Unavailable)
{
    /// <summary>The lines received.</summary>
    public int Received() => Accepted + Duplicate + Rejected();

    /// <summary>The lines of which nothing is stored although they were new.</summary>
    public int Rejected() => Conflict + Invalid + Unavailable;

    /// <summary>The sum.</summary>
    public BatchCount Plus(BatchCount other) => new(
        Accepted + other.Accepted, Duplicate + other.Duplicate, Conflict + other.Conflict, Invalid + other.Invalid, Unavailable + other.Unavailable);
}

/// <summary>A fact about what an agency sent.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(BatchReceived), "batch-received")]
[GenerateSerializer, Immutable, Alias("event/batches")]
public abstract record BatchFact
{
    private protected BatchFact()
    {
    }
}

/// <summary>A batch, or a part of one, was received and answered.</summary>
/// <param name="Batch">What was received; several deliveries that were recorded together are one.</param>
/// <param name="Parts">The ids of the deliveries that are recorded here; null in facts of before there were any.</param>
[GenerateSerializer, Immutable, Alias("event/batch-received")]
public sealed record BatchReceived([Id(0)] Batch Batch, [Id(1)] IReadOnlyList<string>? Parts = null) : BatchFact;
