using Compounds.Agencies;
using Compounds.Readers;
using Compounds.Sessions;

namespace Compounds.Domain.Tests.Sessions;

/// <summary>What a session gives: never more than its sign-in, than its agency, or than one factor opens.</summary>
public class SessionTests
{
    private static readonly DateTimeOffset s_noon = new(2025, 2, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly Session s_session = new(
        "0123456789abcdef", new string('f', 64), "pea", Tlp.Red, Roles.Analyst | Roles.Policy | Roles.Administrator, "pea:one", "work", true,
        s_noon, s_noon.AddHours(12));

    public static TheoryData<Tlp, Tlp, bool> Levels
    {
        get
        {
            var levels = new TheoryData<Tlp, Tlp, bool>();
            foreach (var own in Enum.GetValues<Tlp>())
            {
                foreach (var agency in Enum.GetValues<Tlp>())
                {
                    levels.Add(own, agency, true);
                    levels.Add(own, agency, false);
                }
            }

            return levels;
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void It_reads_the_least_of_what_sign_in_agency_and_factors_open(Tlp own, Tlp agency, bool isStrong)
    {
        var readable = (s_session with { Clearance = own, IsStrong = isStrong }).Readable(new Agency("pea", "PEA", agency, 'B', null));
        Assert.Equal(new[] { own, agency, isStrong ? Tlp.Red : Tlp.AmberStrict }.Min(), readable);
    }

    [Fact]
    public void One_factor_opens_neither_policy_nor_administration_and_says_so()
    {
        var weak = s_session with { IsStrong = false };
        Assert.Equal(Roles.Analyst, weak.Granted);
        Assert.True(weak.IsHeldBack);
        Assert.False((weak with { Roles = Roles.Analyst, Clearance = Tlp.Amber }).IsHeldBack);
        Assert.False(s_session.IsHeldBack);
    }

    [Fact]
    public void It_holds_until_its_end_and_not_at_it()
    {
        var book = SessionBook.Empty.Evolve(new SessionStarted(s_session));
        Assert.NotNull(book.Find(s_session.Id, s_session.EndsAt.AddTicks(-1)));
        Assert.Null(book.Find(s_session.Id, s_session.EndsAt));
    }

    [Fact]
    public void Sessions_that_are_over_are_forgotten_when_another_begins()
    {
        var later = s_session with { Id = "fedcba9876543210", StartedAt = s_session.EndsAt, EndsAt = s_session.EndsAt.AddHours(12) };
        var book = SessionBook.Empty.Evolve(new SessionStarted(s_session)).Evolve(new SessionStarted(later));
        Assert.Equal([later.Id], book.Open.Keys);
    }

    [Fact]
    public void A_fact_names_the_member_or_else_where_he_signed_in()
    {
        Assert.Equal("pea:one", s_session.Actor);
        Assert.Equal("pea:work", (s_session with { Member = null }).Actor);
    }
}
