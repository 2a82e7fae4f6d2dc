using Compounds.Agencies;
using Compounds.Readers;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Domain.Tests.Agencies;

/// <summary>Who may change the register alone, and what takes two people.</summary>
public class RegisterDecisionTests
{
    private static readonly DateTimeOffset s_noon = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RegisterCaller s_first = new(Agency.TaskForce, Roles.Registrar, "task-force:1", IsPerson: true);
    private static readonly RegisterCaller s_second = s_first with { Actor = "task-force:2" };
    private static readonly RegisterCaller s_machine = s_first with { Actor = "task-force:key-1", IsPerson = false };
    private static readonly RegisterCaller s_ofPea = new("pea", Roles.Administrator, "pea:1", IsPerson: true);
    private static readonly Agency s_pea = new("pea", "PEA", Tlp.Amber, 'B', null);
    private static readonly Register s_register = Register.Empty.Evolve(new AgencyRegistered(s_pea)).Evolve(new AgencyRegistered(s_pea with { Id = "zulu", Clearance = Tlp.Clear }));

    [Fact]
    public void One_registrar_registers_what_is_clear_and_a_second_raises_it()
    {
        var asked = RegisterDecision.PutAgency(Register.Empty, s_pea, s_first, "g-1", s_noon);
        Assert.Equal(RegisterOutcome.Waits, asked.Answer.Outcome);
        var register = After(Register.Empty, asked);
        Assert.Equal(Tlp.Clear, register.Agencies["pea"].Clearance);
        Assert.Equal(RegisterOutcome.SaidAlready, RegisterDecision.Confirm(register, "g-1", s_first, s_noon).Answer.Outcome);
        register = After(register, RegisterDecision.Confirm(register, "g-1", s_second, s_noon));
        Assert.Equal(s_pea, register.Agencies["pea"]);
        Assert.Empty(register.Grants);
    }

    [Fact]
    public void What_a_machine_asks_for_takes_two_people_still()
    {
        var register = After(s_register, RegisterDecision.PutAgency(s_register, s_pea with { Clearance = Tlp.Red }, s_machine, "g-1", s_noon));
        Assert.Equal(RegisterOutcome.NotAPerson, RegisterDecision.Confirm(register, "g-1", s_machine, s_noon).Answer.Outcome);
        var once = RegisterDecision.Confirm(register, "g-1", s_first, s_noon);
        Assert.Equal(RegisterOutcome.Waits, once.Answer.Outcome);
        register = After(register, once);
        Assert.Equal(Tlp.Amber, register.Agencies["pea"].Clearance);
        Assert.Equal(Tlp.Red, After(register, RegisterDecision.Confirm(register, "g-1", s_second, s_noon)).Agencies["pea"].Clearance);
    }

    [Fact]
    public void A_clearance_is_lowered_by_one_and_what_waits_to_raise_it_waits_no_more()
    {
        var register = After(s_register, RegisterDecision.PutAgency(s_register, s_pea with { Clearance = Tlp.Red }, s_first, "g-1", s_noon));
        register = After(register, RegisterDecision.PutAgency(register, s_pea with { Clearance = Tlp.Green }, s_second, "g-2", s_noon));
        Assert.Equal(Tlp.Green, register.Agencies["pea"].Clearance);
        Assert.Equal(RegisterOutcome.Unknown, RegisterDecision.Confirm(register, "g-1", s_second, s_noon).Answer.Outcome);
    }

    [Fact]
    public void An_administrator_issues_keys_for_reading_and_filing_to_his_own_agency_alone()
    {
        Assert.IsType<KeyIssued>(Assert.Single(Issue(s_ofPea, "pea", Roles.Analyst | Roles.Partner).Facts));
        Assert.Equal(RegisterOutcome.Forbidden, Issue(s_ofPea, "zulu", Roles.Analyst).Answer.Outcome);
        Assert.Equal(RegisterOutcome.Forbidden, RegisterDecision.PutAgency(s_register, s_pea with { Clearance = Tlp.Red }, s_ofPea, "g-1", s_noon).Answer.Outcome);
    }

    [Theory]
    [InlineData(Roles.Administrator)]
    [InlineData(Roles.Relay)]
    [InlineData(Roles.Archivist)]
    [InlineData(Roles.ProtectionLead)]
    [InlineData(Roles.Partner | Roles.Relay)]
    public void A_key_of_trust_works_once_two_registrars_said_yes(Roles roles)
    {
        var asked = Issue(s_ofPea, "pea", roles);
        Assert.Equal(RegisterOutcome.Waits, asked.Answer.Outcome);
        var register = After(s_register, asked);
        Assert.Null(register.FindKey("hash"));
        Assert.Equal(RegisterOutcome.Forbidden, RegisterDecision.Confirm(register, "g-1", s_ofPea, s_noon).Answer.Outcome);
        register = After(register, RegisterDecision.Confirm(register, "g-1", s_first, s_noon));
        Assert.Null(register.FindKey("hash"));
        register = After(register, RegisterDecision.Confirm(register, "g-1", s_second, s_noon));
        Assert.Equal(roles, register.FindKey("hash")?.Roles);
    }

    [Fact]
    public void A_key_for_another_agency_takes_two_registrars_whatever_it_may_do()
    {
        var asked = Issue(s_first, "zulu", Roles.Analyst);
        Assert.Equal(RegisterOutcome.Waits, asked.Answer.Outcome);
        Assert.Equal([s_first.Actor], asked.Answer.Grant!.Words);
    }

    [Fact]
    public void Emergency_access_takes_the_person_who_reads_and_a_registrar_and_ends_after_a_day()
    {
        var lead = new RegisterCaller("ngo", Roles.ProtectionLead, "ngo:1", IsPerson: true);
        var report = new ReportKey("pea", "R-1");
        Assert.Equal(RegisterOutcome.Forbidden, RegisterDecision.AskAccess(s_register, report, EmergencyReason.LifeAtRisk, s_first, "g-1", s_noon).Answer.Outcome);
        Assert.Equal(
            RegisterOutcome.NotAPerson,
            RegisterDecision.AskAccess(s_register, report, EmergencyReason.LifeAtRisk, lead with { IsPerson = false }, "g-1", s_noon).Answer.Outcome);
        var register = After(s_register, RegisterDecision.AskAccess(s_register, report, EmergencyReason.LifeAtRisk, lead, "g-1", s_noon));
        Assert.Equal(RegisterOutcome.SaidAlready, RegisterDecision.Confirm(register, "g-1", lead, s_noon).Answer.Outcome);
        Assert.Null(register.FindAccess("g-1", lead.Actor, s_noon));
        register = After(register, RegisterDecision.Confirm(register, "g-1", s_first, s_noon));
        Assert.Equal(report, register.FindAccess("g-1", lead.Actor, s_noon + EmergencyAccess.Length - TimeSpan.FromTicks(1))?.Report);
        Assert.Null(register.FindAccess("g-1", lead.Actor, s_noon + EmergencyAccess.Length));
        Assert.Null(register.FindAccess("g-1", s_first.Actor, s_noon));
    }

    [Fact]
    public void What_waited_two_weeks_is_not_granted_any_more()
    {
        var register = After(s_register, Issue(s_first, "zulu", Roles.Analyst));
        Assert.Equal(RegisterOutcome.Done, RegisterDecision.Confirm(register, "g-1", s_second, s_noon + Grant.Patience - TimeSpan.FromTicks(1)).Answer.Outcome);
        Assert.Equal(RegisterOutcome.Unknown, RegisterDecision.Confirm(register, "g-1", s_second, s_noon + Grant.Patience).Answer.Outcome);
        Assert.Empty(register.WaitingAt(s_noon + Grant.Patience));
    }

    [Fact]
    public void One_person_refuses_what_waits_and_asking_twice_asks_once()
    {
        var register = After(s_register, Issue(s_first, "zulu", Roles.Analyst));
        Assert.Empty(Issue(s_second, "zulu", Roles.Analyst, register, "g-2").Facts);
        register = After(register, RegisterDecision.RefuseGrant(register, "g-1", s_second, s_noon));
        Assert.Equal(RegisterOutcome.Unknown, RegisterDecision.Confirm(register, "g-1", s_second, s_noon).Answer.Outcome);
    }

    [Fact]
    public void No_order_of_requests_by_one_person_and_his_machines_raises_a_clearance_or_makes_a_key_of_trust()
    {
        RegisterCaller[] callers = [s_first, s_machine, s_ofPea, s_ofPea with { IsPerson = false, Actor = "pea:key-1" }];
        var step = Gen.Select(Gen.Int[0, 3], OneOf(callers), OneOf("pea", "zulu", "fresh"), OneOf(Tlp.Clear, Tlp.Amber, Tlp.Red), Gen.Int[1, 511]);
        step.List[0, 20].Sample(steps =>
        {
            var (register, highest) = (s_register, s_register.Agencies.ToDictionary(static pair => pair.Key, static pair => pair.Value.Clearance));
            foreach (var (kind, caller, agency, clearance, roles) in steps)
            {
                var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"g-{register.Grants.Count}-{register.Keys.Count}");
                register = After(register, kind switch
                {
                    0 => RegisterDecision.PutAgency(register, s_pea with { Id = agency, Clearance = clearance }, caller, id, s_noon),
                    1 => RegisterDecision.IssueKey(register, Key(id, agency, (Roles)roles), caller, id, s_noon),
                    _ => register.Grants.Keys.FirstOrDefault() is { } waiting
                        ? RegisterDecision.Confirm(register, waiting, caller, s_noon) : new RegisterDecision([], new(RegisterOutcome.Unknown)),
                });
            }

            Assert.All(register.Agencies.Values, agency => Assert.True(agency.Clearance <= highest.GetValueOrDefault(agency.Id, Tlp.Clear)));
            Assert.All(register.Keys.Values, static key => Assert.True(key.Agency == "pea" && (key.Roles & Compounds.Duties.Separation.ByTwo) == 0));
        });
    }

    private static Gen<T> OneOf<T>(params T[] each) => Gen.Int[0, each.Length - 1].Select(i => each[i]);

    private static IssuedKey Key(string id, string agency, Roles roles, string hash = "hash") => new(id, agency, roles, "", hash, s_noon, null);

    private static RegisterDecision Issue(RegisterCaller by, string agency, Roles roles, Register? register = null, string grant = "g-1") =>
        RegisterDecision.IssueKey(register ?? s_register, Key("k", agency, roles), by, grant, s_noon);

    private static Register After(Register register, RegisterDecision decision) => decision.Facts.Aggregate(register, static (before, fact) => before.Evolve(fact));
}
