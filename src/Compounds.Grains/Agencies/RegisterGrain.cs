using Compounds.Agencies;
using Compounds.Grains.Callers;
using Compounds.Ledger;

namespace Compounds.Grains.Agencies;

/// <summary>Keeps the register.</summary>
[GrainType("register")]
internal sealed class RegisterGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain<Register, RegisterFact>(log, clock, StreamOf(context.GrainId.Key.ToString()!), Folding), IRegisterGrain
{
    /// <summary>How the register is read.</summary>
    public static Folding<Register, RegisterFact> Folding { get; } = new(
        new JsonFactCodec<RegisterFact>(), static () => Register.Empty, static (register, fact, _) => register.Evolve(fact));

    /// <summary>The stream of the register with this key.</summary>
    public static string StreamOf(string key) => $"register/{key}";

    public Task<Register> GetAsync(CancellationToken cancellationToken) => Task.FromResult(State);

    public Task PutAgencyAsync(Agency agency, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Agencies.GetValueOrDefault(agency.Id) == agency ? Nothing(true) : Append(true, new AgencyRegistered(agency, CallerContext.Actor)),
        cancellationToken);

    public Task<bool> IssueKeyAsync(IssuedKey key, CancellationToken cancellationToken) => WriteAsync(
        first => !State.Agencies.ContainsKey(key.Agency) || State.Keys.ContainsKey(key.Id) || !State.HasRoomFor(key, first.RecordedAt) ? Nothing(false)
            : Append(true, new KeyIssued(key, CallerContext.Actor)),
        cancellationToken);

    public Task<bool> RevokeKeyAsync(string agency, string keyId, CancellationToken cancellationToken) => WriteAsync(
        first => !State.Keys.TryGetValue(keyId, out var key) || key.Agency != agency ? Nothing(false)
            : key.RevokedAt is not null ? Nothing(true)
            : Append(true, new KeyRevoked(keyId, first.RecordedAt, CallerContext.Actor)),
        cancellationToken);

    public Task NoteUseAsync(string keyId, DateOnly day, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Keys.TryGetValue(keyId, out var key) && !(key.LastUsedOn >= day) ? Append(true, new KeyUsed(keyId, day)) : Nothing(true), cancellationToken);
}
