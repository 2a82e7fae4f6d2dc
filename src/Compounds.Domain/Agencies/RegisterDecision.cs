using Compounds.Duties;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Agencies;

/// <summary>What a request of the register comes to: the facts to keep, and the answer. Pure.</summary>
/// <param name="Facts">The facts, in order; none when nothing changes.</param>
/// <param name="Answer">The answer.</param>
/// <remarks>A higher clearance, a key for another agency and a key with a role of trust take two registrars; what takes rights away takes one.</remarks>
public sealed record RegisterDecision(IReadOnlyList<RegisterFact> Facts, RegisterAnswer Answer)
{
    /// <summary>Registers an agency, or changes its entry. A clearance above the present one, CLEAR where it is new, waits for a second person.</summary>
    /// <param name="register">The register.</param>
    /// <param name="agency">The entry that is asked for.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="grantId">An id that no grant has.</param>
    /// <param name="now">The time, in UTC.</param>
    public static RegisterDecision PutAgency(Register register, Agency agency, RegisterCaller by, string grantId, DateTimeOffset now)
    {
        if (!Duty.Allows(Act.RegisterAgency, by.Roles, RelationOf(by, agency.Id)))
            return Refuse(RegisterOutcome.Forbidden);
        var known = register.Agencies.GetValueOrDefault(agency.Id);
        var present = known?.Clearance ?? Tlp.Clear;
        var alone = agency.Clearance <= present ? agency : agency with { Clearance = present };
        var facts = new List<RegisterFact>();
        if (alone != known)
            facts.Add(new AgencyRegistered(alone, by.Actor));
        return alone == agency ? new(facts, new(RegisterOutcome.Done)) : Ask(register, facts, new ClearanceAsked(agency.Id, agency.Clearance), by, grantId, now);
    }

    /// <summary>Keeps a new key; at once where an administrator issues it to his own agency for reading and filing.</summary>
    /// <param name="register">The register.</param>
    /// <param name="key">The key.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="grantId">An id that no grant has.</param>
    /// <param name="now">The time, in UTC.</param>
    public static RegisterDecision IssueKey(Register register, IssuedKey key, RegisterCaller by, string grantId, DateTimeOffset now)
    {
        var relation = RelationOf(by, key.Agency);
        if (!Duty.Allows(Act.IssueKeys, by.Roles, relation))
            return Refuse(RegisterOutcome.Forbidden);
        if (!register.Agencies.ContainsKey(key.Agency) || register.Keys.ContainsKey(key.Id))
            return Refuse(RegisterOutcome.Unknown);
        if (!register.HasRoomFor(key, now))
            return Refuse(RegisterOutcome.NoRoom);
        var isAlone = relation is Relation.Own && by.Roles.HasFlag(Roles.Administrator) && (key.Roles & Separation.ByTwo) == 0;
        return isAlone ? new([new KeyIssued(key, by.Actor)], new(RegisterOutcome.Done)) : Ask(register, [], new KeyAsked(key), by, grantId, now);
    }

    /// <summary>Asks to read one report of another agency whatever its marking. It takes the word of the person who is to read it, and a registrar's.</summary>
    public static RegisterDecision AskAccess(Register register, ReportKey report, EmergencyReason reason, RegisterCaller by, string grantId, DateTimeOffset now)
    {
        if (!Duty.Allows(Act.AccessInEmergency, by.Roles, RelationOf(by, report.Agency)))
            return Refuse(RegisterOutcome.Forbidden);
        return by.IsPerson ? Ask(register, [], new AccessAsked(report, by.Actor, reason), by, grantId, now) : Refuse(RegisterOutcome.NotAPerson);
    }

    /// <summary>Revokes a key from now on. Idempotent; one person is enough.</summary>
    public static RegisterDecision RevokeKey(Register register, string agency, string keyId, RegisterCaller by, DateTimeOffset now)
    {
        if (!Duty.Allows(Act.IssueKeys, by.Roles, RelationOf(by, agency)))
            return Refuse(RegisterOutcome.Forbidden);
        if (!register.Keys.TryGetValue(keyId, out var key) || key.Agency != agency)
            return Refuse(RegisterOutcome.Unknown);
        return new(key.RevokedAt is null ? [new KeyRevoked(keyId, now, by.Actor)] : [], new(RegisterOutcome.Done));
    }

    /// <summary>Gives a person's word to a grant; with the second it holds.</summary>
    public static RegisterDecision Confirm(Register register, string grantId, RegisterCaller by, DateTimeOffset now)
    {
        if (Check(register, grantId, by, now) is { } fault)
            return fault;
        var grant = register.Grants[grantId];
        if (grant.Words.Contains(by.Actor, StringComparer.Ordinal))
            return new([], new(RegisterOutcome.SaidAlready, grant));
        var confirmed = grant with { Words = [.. grant.Words, by.Actor] };
        if (confirmed.IsGranted && grant.Asked is KeyAsked asked && !register.HasRoomFor(asked.Key, now))
            return new([], new(RegisterOutcome.NoRoom, grant));
        return new([new GrantConfirmed(grantId, now, by.Actor)], new(confirmed.IsGranted ? RegisterOutcome.Done : RegisterOutcome.Waits, confirmed));
    }

    /// <summary>Refuses a grant. One person is enough, also who asked.</summary>
    public static RegisterDecision RefuseGrant(Register register, string grantId, RegisterCaller by, DateTimeOffset now) =>
        Check(register, grantId, by, now) ?? new([new GrantRefused(grantId, now, by.Actor)], new(RegisterOutcome.Done, register.Grants[grantId]));

    private static RegisterDecision Ask(Register register, List<RegisterFact> facts, Asked asked, RegisterCaller by, string grantId, DateTimeOffset now)
    {
        if (register.Grants.Values.FirstOrDefault(grant => grant.Asked == asked && now < grant.EndsAt) is { } asks)
            return new(facts, new(RegisterOutcome.Waits, asks));
        var grant = new Grant(grantId, asked, by.Actor, now, by.IsPerson && MayGrant(by, asked) ? [by.Actor] : []);
        facts.Add(new GrantRequested(grant));
        return new(facts, new(RegisterOutcome.Waits, grant));
    }

    private static RegisterDecision? Check(Register register, string grantId, RegisterCaller by, DateTimeOffset now)
    {
        if (!register.Grants.TryGetValue(grantId, out var grant) || now >= grant.EndsAt)
            return Refuse(Duty.Allows(Act.Grant, by.Roles, Relation.Own) ? RegisterOutcome.Unknown : RegisterOutcome.Forbidden);
        return !MayGrant(by, grant.Asked) ? Refuse(RegisterOutcome.Forbidden) : by.IsPerson ? null : Refuse(RegisterOutcome.NotAPerson);
    }

    private static bool MayGrant(RegisterCaller by, Asked asked) => Duty.Allows(Act.Grant, by.Roles, RelationOf(by, asked.ForAgency))
        || (asked is AccessAsked access && access.Person == by.Actor);

    private static Relation RelationOf(RegisterCaller by, string agency) => by.Agency == agency ? Relation.Own : Relation.Other;

    private static RegisterDecision Refuse(RegisterOutcome outcome) => new([], new(outcome));
}
