using System.Security.Claims;
using Compounds.Agencies;
using Compounds.Readers;
using Compounds.Server.SignIn;

namespace Compounds.Server.Tests.SignIn;

/// <summary>What a provider's word about a person comes to.</summary>
public class EntitlementTests
{
    private static readonly ProviderOptions s_provider = new()
    {
        Id = "work", Name = "Work", Authority = new Uri("https://login.example.org"), ClientId = "compounds", StrongAcr = ["two-factors"],
        Grants =
        [
            new() { Group = "analysts", Agency = "pea", Clearance = "AMBER", Roles = ["analyst"] },
            new() { Group = "officers", Agency = "pea", Clearance = "RED", Roles = ["policy", "partner"] },
            new() { Group = "ngo", Agency = "ngo", Clearance = "GREEN", Roles = ["analyst"] },
        ],
    };

    [Fact]
    public void Groups_add_up_within_one_agency()
    {
        var (entitlement, _) = Entitlement.Of(Token("u1", "two-factors", "analysts", "officers", "canteen"), s_provider);
        Assert.Equal(
            ("pea", Tlp.Red, Roles.Analyst | Roles.Policy | Roles.Partner, true),
            (entitlement!.Agency, entitlement.Clearance, entitlement.Roles, entitlement.IsStrong));
    }

    [Theory]
    [InlineData(SignInRefusal.NoGroup, "canteen")]
    [InlineData(SignInRefusal.SeveralAgencies, "analysts", "ngo")]
    [InlineData(SignInRefusal.NoGroup, "Analysts")]
    internal void A_person_without_exactly_one_agency_is_refused(SignInRefusal refusal, params string[] groups) =>
        Assert.Equal((null, refusal), Entitlement.Of(Token("u1", null, groups), s_provider));

    [Fact]
    public void A_token_without_issuer_or_subject_is_no_person()
    {
        var nobody = new ClaimsPrincipal(new ClaimsIdentity([new Claim("iss", "https://login.example.org"), new Claim("groups", "analysts")]));
        Assert.Equal(SignInRefusal.Failed, Entitlement.Of(nobody, s_provider).Refusal);
    }

    [Theory]
    [InlineData("two-factors", true)]
    [InlineData("one-factor", false)]
    [InlineData(null, false)]
    public void Only_the_classes_that_are_named_say_that_a_second_factor_was_shown(string? acr, bool isStrong) =>
        Assert.Equal(isStrong, Entitlement.Of(Token("u1", acr, "analysts"), s_provider).Entitlement!.IsStrong);

    [Fact]
    public void A_member_is_an_opaque_id_that_differs_with_issuer_and_subject()
    {
        string MemberOf(string subject, string issuer) => Entitlement.Of(Token(subject, null, issuer, ["analysts"]), s_provider).Entitlement!.Member;
        var one = MemberOf("somchai@example.org", "https://login.example.org");
        Assert.Matches("^pea:[0-9a-f]{16}$", one);
        Assert.Equal(one, MemberOf("somchai@example.org", "https://login.example.org"));
        Assert.NotEqual(one, MemberOf("somchai@example.org", "https://other.example.org"));
        Assert.NotEqual(one, MemberOf("other@example.org", "https://login.example.org"));
    }

    private static ClaimsPrincipal Token(string subject, string? acr, params string[] groups) => Token(subject, acr, "https://login.example.org", groups);

    private static ClaimsPrincipal Token(string subject, string? acr, string issuer, string[] groups) => new(new ClaimsIdentity(
    [
        new Claim("iss", issuer), new Claim("sub", subject), .. acr is null ? [] : new[] { new Claim("acr", acr) },
        .. groups.Select(static group => new Claim("groups", group)),
    ]));
}
