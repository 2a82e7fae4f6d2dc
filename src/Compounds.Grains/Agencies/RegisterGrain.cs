using System.Text.Json;
using Compounds.Agencies;
using Compounds.Ledger;

namespace Compounds.Grains.Agencies;

/// <summary>Keeps the register.</summary>
[GrainType("register")]
internal sealed class RegisterGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain(log, clock, $"register/{context.GrainId.Key}"), IRegisterGrain
{
    private Register _register = Register.Empty;

    public Task<Register> GetAsync(CancellationToken cancellationToken) => Task.FromResult(_register);

    public Task PutAgencyAsync(Agency agency, CancellationToken cancellationToken) => WriteAsync(
        _ => _register.Agencies.GetValueOrDefault(agency.Id) == agency ? Decision.Nothing(true) : Append(new AgencyRegistered(agency), true), cancellationToken);

    public Task<bool> IssueKeyAsync(IssuedKey key, CancellationToken cancellationToken) => WriteAsync(
        _ => !_register.Agencies.ContainsKey(key.Agency) || _register.Keys.ContainsKey(key.Id) ? Decision.Nothing(false) : Append(new KeyIssued(key), true), cancellationToken);

    public Task<bool> RevokeKeyAsync(string agency, string keyId, CancellationToken cancellationToken) => WriteAsync(
        _ => !_register.Keys.TryGetValue(keyId, out var key) || key.Agency != agency ? Decision.Nothing(false)
            : key.RevokedAt is not null ? Decision.Nothing(true)
            : Append(new KeyRevoked(keyId, Now()), true),
        cancellationToken);

    protected override void Fold(Fact fact) => _register = _register.Evolve(JsonSerializer.Deserialize<RegisterFact>(fact.Body.Span, StoredJson.Options)!);

    private Decision<bool> Append(RegisterFact fact, bool answer) => new([StoredJson.Fact(fact, Now())], () => _register = _register.Evolve(fact), answer);
}
