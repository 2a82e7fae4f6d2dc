using Compounds.Ledger;
using Compounds.Sessions;

namespace Compounds.Grains.Sessions;

/// <summary>Keeps who is signed in.</summary>
[GrainType("sessions")]
internal sealed class SessionsGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain<SessionBook, SessionFact>(log, clock, StreamOf(context.GrainId.Key.ToString()!), Folding), ISessionsGrain
{
    /// <summary>How the list is read.</summary>
    public static Folding<SessionBook, SessionFact> Folding { get; } = new(
        new JsonFactCodec<SessionFact>(), static () => SessionBook.Empty, static (sessions, fact, _) => sessions.Evolve(fact));

    /// <summary>The stream of the list with this key.</summary>
    public static string StreamOf(string key) => $"sessions/{key}";

    public Task StartAsync(Session session, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Open.ContainsKey(session.Id) ? Nothing(true) : Append(true, new SessionStarted(session)), cancellationToken);

    public Task EndAsync(IReadOnlyList<string> ids, string actor, CancellationToken cancellationToken) => WriteAsync(
        _ => ids.Where(State.Open.ContainsKey).ToArray() is { Length: > 0 } open
            ? Append(true, new SessionsEnded(open, actor)) : Nothing(true),
        cancellationToken);
}
