using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Compounds.Sessions;

/// <summary>A fact about who is signed in.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$type")]
[JsonDerivedType(typeof(SessionStarted), "session-started")]
[JsonDerivedType(typeof(SessionsEnded), "sessions-ended")]
[GenerateSerializer, Immutable, Alias("event/session")]
public abstract record SessionFact
{
    private protected SessionFact()
    {
    }
}

/// <summary>Somebody signed in.</summary>
[GenerateSerializer, Immutable, Alias("event/session-started")]
public sealed record SessionStarted([Id(0)] Session Session) : SessionFact;

/// <summary>Sessions were ended before their time.</summary>
/// <param name="Ids">Which.</param>
/// <param name="Actor">Who ended them.</param>
[GenerateSerializer, Immutable, Alias("event/sessions-ended")]
public sealed record SessionsEnded([Id(0)] IReadOnlyList<string> Ids, [Id(1)] string Actor) : SessionFact;

/// <summary>Who is signed in.</summary>
/// <param name="Open">By id; those whose time is over are left out once another begins.</param>
[GenerateSerializer, Immutable, Alias("state/sessions")]
public sealed record SessionBook([Id(0)] ImmutableDictionary<string, Session> Open)
{
    /// <summary>Nobody.</summary>
    public static SessionBook Empty { get; } = new(ImmutableDictionary.Create<string, Session>(StringComparer.Ordinal));

    /// <summary>Folds one fact. Total and pure.</summary>
    public SessionBook Evolve(SessionFact fact) => fact switch
    {
        SessionStarted e => new(Open.RemoveRange(OverAt(e.Session.StartedAt)).SetItem(e.Session.Id, e.Session)),
        SessionsEnded e => new(Open.RemoveRange(e.Ids)),
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    /// <summary>The session of this id, if it holds at a time.</summary>
    public Session? Find(string id, DateTimeOffset at) => Open.TryGetValue(id, out var session) && at < session.EndsAt ? session : null;

    /// <summary>The sessions of one person that hold at a time, newest first.</summary>
    public IReadOnlyList<Session> Of(string actor, DateTimeOffset at) => Holding(at, session => session.Actor == actor);

    /// <summary>The sessions of an agency's people that hold at a time, newest first.</summary>
    public IReadOnlyList<Session> OfAgency(string agency, DateTimeOffset at) => Holding(at, session => session.Agency == agency);

    private IReadOnlyList<Session> Holding(DateTimeOffset at, Func<Session, bool> isWanted) =>
        [.. Open.Values.Where(session => isWanted(session) && at < session.EndsAt).OrderByDescending(static session => session.StartedAt)
            .ThenBy(static session => session.Id, StringComparer.Ordinal)];

    private IEnumerable<string> OverAt(DateTimeOffset at) => Open.Values.Where(session => session.EndsAt <= at).Select(static session => session.Id);
}
