using System.Text.Json.Serialization;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Watches;

/// <summary>Something that somebody wants to hear of. Exactly one of subject and area is set; a threshold needs a subject.</summary>
/// <param name="Id">Its id, unique in the list.</param>
/// <param name="Subject">The subject watched, or null.</param>
/// <param name="Area">The area watched, or null.</param>
/// <param name="Threshold">What must be exceeded for an alert, or null when every report counts.</param>
/// <param name="AddedAt">Reports recorded after this count, in UTC.</param>
/// <param name="IsMuted">Whether it raises no alerts for now.</param>
[GenerateSerializer, Immutable, Alias("value/watch")]
public sealed record Watch(
    [Id(0)] string Id, [Id(1)] SubjectId? Subject, [Id(2)] WatchedArea? Area, [Id(3)] WatchedThreshold? Threshold,
    [Id(4)] DateTimeOffset AddedAt, [Id(5)] bool IsMuted);

/// <summary>A box on the map, in degrees (WGS 84).</summary>
[GenerateSerializer, Immutable, Alias("value/watched-area")]
public sealed record WatchedArea([Id(0)] double West, [Id(1)] double South, [Id(2)] double East, [Id(3)] double North);

/// <summary>A quantity and the level that its median must reach.</summary>
/// <param name="Attribute">The attribute's name in the catalogue.</param>
/// <param name="AtLeast">The level, in the attribute's canonical unit.</param>
[GenerateSerializer, Immutable, Alias("value/watched-threshold")]
public sealed record WatchedThreshold([Id(0)] string Attribute, [Id(1)] double AtLeast);

/// <summary>The news that a report says something of what is watched. One a report, however many claims it makes and watches it meets.</summary>
/// <param name="Report">The report, <c>agency/id</c>.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Watch">The first watch that it met.</param>
/// <param name="Subject">The first subject by which it met it.</param>
/// <param name="Handling">Who may see the alert: who sees the report, and for a level that was reached all by which it was.</param>
/// <param name="RecordedAt">When the report was recorded, in UTC.</param>
/// <param name="IsRead">Whether somebody has read it.</param>
[GenerateSerializer, Immutable, Alias("value/alert")]
public sealed record Alert(
    [Id(0)] string Report, [Id(1)] int Revision, [Id(2)] string Watch, [Id(3)] SubjectId Subject,
    [Id(4)] Handling Handling, [Id(5)] DateTimeOffset RecordedAt, [Id(6)] bool IsRead)
{
    /// <summary>The alert's id: a report raises one a revision.</summary>
    [JsonIgnore]
    public string Id => $"{Report}@{Revision}";
}
