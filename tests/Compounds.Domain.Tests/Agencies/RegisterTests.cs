using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Domain.Tests.Agencies;

/// <summary>Agencies and their keys.</summary>
public class RegisterTests
{
    private static readonly Agency s_police = new("police", "Border police", Tlp.Red, 'B', null);
    private static readonly DateTimeOffset s_noon = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] s_secret = [.. Enumerable.Range(0, AgencyKey.SecretBytes).Select(static i => (byte)i)];

    [Theory]
    [InlineData("police", true)]
    [InlineData("un-body-7", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("-police", false)]
    [InlineData("police-", false)]
    [InlineData("Police", false)]
    [InlineData("pol,ice", false)]
    [InlineData("pol/ice", false)]
    public void An_agency_id_is_lower_case_and_safe_in_audiences_and_keys(string? text, bool isId) => Assert.Equal(isId, Agency.IsId(text));

    [Fact]
    public void Registering_again_changes_the_entry()
    {
        var register = Fold(new AgencyRegistered(s_police), new AgencyRegistered(s_police with { Clearance = Tlp.Amber }));
        Assert.Equal(Tlp.Amber, Assert.Single(register.Agencies).Value.Clearance);
    }

    [Fact]
    public void An_issued_key_is_found_by_its_hash_until_it_is_revoked()
    {
        var text = AgencyKey.Compose(AgencyKey.IdOf(s_secret), s_secret);
        var key = new IssuedKey(AgencyKey.IdOf(s_secret), "police", Roles.Partner, "gateway", AgencyKey.HashOf(text)!, s_noon, null);
        var register = Fold(new AgencyRegistered(s_police), new KeyIssued(key));
        Assert.Equal(key, register.FindKey(AgencyKey.HashOf(text)!));
        var revoked = register.Evolve(new KeyRevoked(key.Id, s_noon.AddDays(1)));
        Assert.Null(revoked.FindKey(key.Hash));
        Assert.Equal(s_noon.AddDays(1), revoked.Keys[key.Id].RevokedAt);
    }

    [Fact]
    public void An_unknown_key_is_not_found_and_revoking_it_changes_nothing()
    {
        Assert.Null(Register.Empty.FindKey("0"));
        Assert.Same(Register.Empty, Register.Empty.Evolve(new KeyRevoked("none", s_noon)));
    }

    [Fact]
    public void A_key_shows_its_id_but_neither_id_nor_hash_shows_the_secret()
    {
        var text = AgencyKey.Compose(AgencyKey.IdOf(s_secret), s_secret);
        Assert.StartsWith($"ck_{AgencyKey.IdOf(s_secret)}_", text, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{12}$", AgencyKey.IdOf(s_secret));
        Assert.Matches("^[0-9a-f]{64}$", AgencyKey.HashOf(text));
        Assert.NotEqual(AgencyKey.HashOf(text), AgencyKey.HashOf(text[..^1] + (text[^1] == 'A' ? 'B' : 'A')));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ck_short")]
    [InlineData("sk_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_key_has_no_hash(string text) => Assert.Null(AgencyKey.HashOf(text));

    private static Register Fold(params RegisterFact[] facts) => facts.Aggregate(Register.Empty, static (register, fact) => register.Evolve(fact));
}
