using System.Text.Json.Serialization;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Agencies;

/// <summary>What was asked for and takes the word of two people.</summary>
/// <param name="Id">The id that may be shown.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="RequestedBy">Who asked, as facts name him. A machine may ask; it gives no word.</param>
/// <param name="RequestedAt">When, in UTC.</param>
/// <param name="Words">The people who said yes, in order; who asked is the first where he is one who may grant.</param>
[GenerateSerializer, Immutable, Alias("value/grant")]
public sealed record Grant(
    [Id(0)] string Id, [Id(1)] Asked Asked, [Id(2)] string RequestedBy, [Id(3)] DateTimeOffset RequestedAt, [Id(4)] IReadOnlyList<string> Words)
{
    /// <summary>The people it takes.</summary>
    public const int People = 2;

    /// <summary>How long it waits for them.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(14);

    /// <summary>Whether enough people said yes.</summary>
    public bool IsGranted => Words.Count >= People;

    /// <summary>Until when it waits, in UTC, excluded.</summary>
    public DateTimeOffset EndsAt => RequestedAt + Patience;

    /// <inheritdoc/>
    public bool Equals(Grant? other) => other is not null
        && (Id, Asked, RequestedBy, RequestedAt) == (other.Id, other.Asked, other.RequestedBy, other.RequestedAt)
        && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Words.Count);
}

/// <summary>What a grant gives.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(ClearanceAsked), "clearance")]
[JsonDerivedType(typeof(KeyAsked), "key")]
[JsonDerivedType(typeof(AccessAsked), "access")]
[GenerateSerializer, Immutable, Alias("value/asked")]
public abstract record Asked
{
    private protected Asked()
    {
    }

    /// <summary>Whom it is for.</summary>
    [JsonIgnore]
    public abstract string ForAgency { get; }
}

/// <summary>A higher clearance of an agency.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Clearance">The clearance.</param>
[GenerateSerializer, Immutable, Alias("value/clearance-asked")]
public sealed record ClearanceAsked([Id(0)] string Agency, [Id(1)] Tlp Clearance) : Asked
{
    /// <inheritdoc/>
    public override string ForAgency => Agency;
}

/// <summary>A key that one person may not issue alone. It was made and shown already, and works from the second word on.</summary>
/// <param name="Key">The key, without its secret.</param>
[GenerateSerializer, Immutable, Alias("value/key-asked")]
public sealed record KeyAsked([Id(0)] IssuedKey Key) : Asked
{
    /// <inheritdoc/>
    public override string ForAgency => Key.Agency;
}

/// <summary>To read one report of another agency whatever its marking, because somebody's safety depends on it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Person">Who is to read it.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("value/access-asked")]
public sealed record AccessAsked([Id(0)] ReportKey Report, [Id(1)] string Person, [Id(2)] EmergencyReason Reason) : Asked
{
    /// <inheritdoc/>
    public override string ForAgency => Report.Agency;
}
