using System.Collections.Frozen;
using Compounds.Agencies;

namespace Compounds.Duties;

/// <summary>One row of the table of duties: who may do what, to whose.</summary>
/// <param name="Act">What is done.</param>
/// <param name="ToOwn">The roles of which one is enough where it is of the caller's own agency, or of no agency.</param>
/// <param name="ToOthers">The roles of which one is enough where it is of another agency.</param>
public sealed record Duty(Act Act, Roles ToOwn, Roles ToOthers)
{
    private const Roles Readers =
        Roles.Analyst | Roles.Partner | Roles.Policy | Roles.Administrator | Roles.Relay | Roles.Registrar | Roles.ProtectionLead;

    private static readonly FrozenDictionary<Act, Duty> s_table = new[]
    {
        new Duty(Act.Read, Readers, Readers),
        new Duty(Act.File, Roles.Partner | Roles.Relay, Roles.Relay),
        new Duty(Act.Simulate, Roles.Analyst | Roles.Policy, Roles.None),
        new Duty(Act.Decide, Roles.Policy, Roles.Policy),
        new Duty(Act.Consent, Roles.Policy | Roles.Partner, Roles.None),
        new Duty(Act.ReadRegister, Roles.Administrator | Roles.Registrar, Roles.Registrar),
        new Duty(Act.RegisterAgency, Roles.Registrar, Roles.Registrar),
        new Duty(Act.IssueKeys, Roles.Administrator | Roles.Registrar, Roles.Registrar),
        new Duty(Act.Grant, Roles.Registrar, Roles.Registrar),
        new Duty(Act.AccessInEmergency, Roles.None, Roles.ProtectionLead),
        new Duty(Act.Audit, Roles.Auditor, Roles.Auditor),
        new Duty(Act.Operate, Roles.Registrar, Roles.None),
    }.ToFrozenDictionary(static duty => duty.Act);

    /// <summary>Gets the table, a row for each act.</summary>
    public static IReadOnlyCollection<Duty> All => s_table.Values;

    /// <summary>Whether one of these roles opens an act.</summary>
    /// <param name="act">The act.</param>
    /// <param name="roles">The roles of who asks.</param>
    /// <param name="relation">Whose it is.</param>
    public static bool Allows(Act act, Roles roles, Relation relation) =>
        (roles & (relation is Relation.Own ? s_table[act].ToOwn : s_table[act].ToOthers)) != 0;
}
