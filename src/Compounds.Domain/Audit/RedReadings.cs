using System.Text.Json.Serialization;

namespace Compounds.Audit;

/// <summary>A fact about who read the RED reports of one agency.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(RedRead), "red-read")]
[GenerateSerializer, Immutable, Alias("event/red-readings")]
public abstract record RedReadingFact
{
    private protected RedReadingFact()
    {
    }
}

/// <summary>Somebody is about to be shown RED reports; written before he is.</summary>
/// <param name="Reports">The agency's own ids of those he was not shown in the hour before.</param>
/// <param name="Actor">Who reads.</param>
/// <param name="At">When, in UTC.</param>
[GenerateSerializer, Immutable, Alias("event/red-read")]
public sealed record RedRead([Id(0)] IReadOnlyList<string> Reports, [Id(1)] string Actor, [Id(2)] DateTimeOffset At) : RedReadingFact;

/// <summary>Somebody who read a RED report.</summary>
/// <param name="Agency">Whose member or key.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When, in UTC; reading it again within an hour is not told again.</param>
[GenerateSerializer, Immutable, Alias("value/red-reading")]
public sealed record RedReading([Id(0)] string Agency, [Id(1)] string Actor, [Id(2)] DateTimeOffset At);

/// <summary>Who read the RED reports of one agency, and when.</summary>
/// <remarks>Mutable: it is only touched in its own grain's turn.</remarks>
public sealed class RedReadings
{
    private static readonly TimeSpan s_again = TimeSpan.FromHours(1);
    private readonly Dictionary<string, List<RedReading>> _reports = new(StringComparer.Ordinal);

    /// <summary>Folds one fact. Total.</summary>
    public void Take(RedReadingFact fact)
    {
        if (fact is not RedRead read)
            return;
        foreach (var report in read.Reports)
        {
            if (!_reports.TryGetValue(report, out var readings))
                _reports[report] = readings = [];
            readings.Add(new RedReading(read.Actor.Split(':')[0], read.Actor, read.At));
        }
    }

    /// <summary>Those of some reports of which it is not known that this actor read them within the last hour.</summary>
    public IReadOnlyList<string> NewFor(string actor, IReadOnlyList<string> reports, DateTimeOffset now) =>
        [.. reports.Distinct(StringComparer.Ordinal).Where(report =>
            !Of(report).Any(reading => reading.Actor == actor && now - reading.At < s_again))];

    /// <summary>Who read one report, newest first.</summary>
    public IEnumerable<RedReading> Of(string report) => _reports.TryGetValue(report, out var readings)
        ? readings.AsEnumerable().Reverse() : [];
}
