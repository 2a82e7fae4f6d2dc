using Compounds.Agencies;
using Compounds.Grains.Callers;
using Compounds.Ledger;
using Compounds.Reports;

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

    public Task<RegisterAnswer> PutAgencyAsync(Agency agency, string grantId, CancellationToken cancellationToken) =>
        DecideAsync((by, now) => RegisterDecision.PutAgency(State, agency, by, grantId, now), cancellationToken);

    public Task<RegisterAnswer> IssueKeyAsync(IssuedKey key, string grantId, CancellationToken cancellationToken) =>
        DecideAsync((by, now) => RegisterDecision.IssueKey(State, key, by, grantId, now), cancellationToken);

    public Task<RegisterAnswer> AskAccessAsync(ReportKey report, EmergencyReason reason, string grantId, CancellationToken cancellationToken) =>
        DecideAsync((by, now) => RegisterDecision.AskAccess(State, report, reason, by, grantId, now), cancellationToken);

    public Task<RegisterAnswer> RevokeKeyAsync(string agency, string keyId, CancellationToken cancellationToken) =>
        DecideAsync((by, now) => RegisterDecision.RevokeKey(State, agency, keyId, by, now), cancellationToken);

    public Task<IReadOnlyList<RegisterAnswer>> ConfirmAsync(IReadOnlyList<string> grants, CancellationToken cancellationToken) =>
        DecideEachAsync(grants, RegisterDecision.Confirm, cancellationToken);

    public Task<IReadOnlyList<RegisterAnswer>> RefuseAsync(IReadOnlyList<string> grants, CancellationToken cancellationToken) =>
        DecideEachAsync(grants, RegisterDecision.RefuseGrant, cancellationToken);

    public Task NoteUseAsync(string keyId, DateOnly day, CancellationToken cancellationToken) => WriteAsync(
        _ => State.Keys.TryGetValue(keyId, out var key) && !(key.LastUsedOn >= day) ? Append(true, new KeyUsed(keyId, day)) : Nothing(true), cancellationToken);

    private static RegisterCaller Caller()
    {
        var caller = CallerContext.Current;
        return caller.Reader is { } reader ? new RegisterCaller(reader.Agency, caller.Roles, caller.Actor, caller.IsPerson)
            : new RegisterCaller(Agency.TaskForce, Roles.None, caller.Actor, IsPerson: false);
    }

    private Task<RegisterAnswer> DecideAsync(Func<RegisterCaller, DateTimeOffset, RegisterDecision> decide, CancellationToken cancellationToken)
    {
        var by = Caller();
        return WriteAsync(
            first =>
            {
                var (facts, answer) = decide(by, first.RecordedAt);
                return Append(answer, facts);
            },
            cancellationToken);
    }

    /// <summary>Each decision is made on what the one before leaves, and all facts are kept together.</summary>
    private Task<IReadOnlyList<RegisterAnswer>> DecideEachAsync(
        IReadOnlyList<string> grants, Func<Register, string, RegisterCaller, DateTimeOffset, RegisterDecision> decide, CancellationToken cancellationToken)
    {
        var by = Caller();
        return WriteAsync<IReadOnlyList<RegisterAnswer>>(
            first =>
            {
                var (register, facts, answers) = (State, new List<RegisterFact>(), new List<RegisterAnswer>(grants.Count));
                foreach (var grant in grants)
                {
                    var decision = decide(register, grant, by, first.RecordedAt);
                    register = decision.Facts.Aggregate(register, static (before, fact) => before.Evolve(fact));
                    facts.AddRange(decision.Facts);
                    answers.Add(decision.Answer);
                }

                return Append<IReadOnlyList<RegisterAnswer>>(answers, facts);
            },
            cancellationToken);
    }
}
