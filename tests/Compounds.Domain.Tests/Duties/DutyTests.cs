using Compounds.Agencies;
using Compounds.Duties;

namespace Compounds.Domain.Tests.Duties;

/// <summary>The table of duties, and the roles that are kept apart.</summary>
public class DutyTests
{
    private static readonly Roles[] s_each = [.. Enum.GetValues<Roles>().Where(static role => role is not Roles.None)];

    [Fact]
    public void Every_act_has_one_row() => Assert.Equal(Enum.GetValues<Act>(), Duty.All.Select(static duty => duty.Act).Order());

    [Fact]
    public void Without_a_role_nothing_is_open() => Assert.All(
        Duty.All, static duty => Assert.False(Duty.Allows(duty.Act, Roles.None, Relation.Own) || Duty.Allows(duty.Act, Roles.None, Relation.Other)));

    [Fact]
    public void Who_keeps_the_register_decides_no_measure_and_reads_no_audit() => Assert.All(
        new[] { Roles.Administrator, Roles.Registrar },
        static role =>
        {
            Assert.False(Duty.Allows(Act.Decide, role, Relation.Own) || Duty.Allows(Act.Audit, role, Relation.Own) || Duty.Allows(Act.File, role, Relation.Own));
            Assert.NotNull(Separation.FaultOf(Agency.TaskForce, role | Roles.Policy));
            Assert.NotNull(Separation.FaultOf(Agency.TaskForce, role | Roles.Auditor));
        });

    [Fact]
    public void An_administrator_has_no_say_over_another_agency() => Assert.All(
        Duty.All.Where(static duty => duty.Act is not Act.Read), static duty => Assert.False(Duty.Allows(duty.Act, Roles.Administrator, Relation.Other)));

    [Fact]
    public void A_registrar_and_an_auditor_are_of_the_task_force_alone()
    {
        Assert.All(new[] { Roles.Registrar, Roles.Auditor }, static role =>
        {
            Assert.Null(Separation.FaultOf(Agency.TaskForce, role));
            Assert.Contains("'task-force' alone", Separation.FaultOf("pea", role), StringComparison.Ordinal);
            Assert.Equal(Roles.Analyst, Separation.Within("pea", role | Roles.Analyst));
        });
    }

    [Fact]
    public void What_is_left_of_roles_can_always_be_had_together()
    {
        for (var roles = 0; roles < (int)s_each.Max() * 2; roles++)
        {
            foreach (var agency in (string[])[Agency.TaskForce, "pea"])
            {
                var left = Separation.Within(agency, (Roles)roles);
                Assert.Null(Separation.FaultOf(agency, left));
                Assert.Equal(left, (Roles)roles & left);
                if (Separation.FaultOf(agency, (Roles)roles) is null)
                    Assert.Equal((Roles)roles, left);
            }
        }
    }

    [Fact]
    public void Every_role_has_a_name_that_reads_back()
    {
        Assert.All(s_each, static role =>
        {
            var name = Assert.Single(RoleNames.Of(role));
            Assert.True(RoleNames.TryParse([name.ToUpperInvariant()], out var read) && read == role);
        });
        Assert.False(RoleNames.TryParse(["king"], out _) || RoleNames.TryParse([], out _));
    }
}
