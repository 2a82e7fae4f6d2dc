using System.Net;
using Compounds.Agencies;
using Compounds.Readers;

namespace Compounds.Domain.Tests.Agencies;

/// <summary>When and from where a key works, and how one replaces another.</summary>
public class IssuedKeyTests
{
    private static readonly DateTimeOffset s_noon = new(2025, 2, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly IssuedKey s_key = new(
        "0123456789ab", "pea", Roles.Partner, "gateway", new string('a', 64), s_noon, null, ExpiresAt: s_noon.AddDays(30));

    [Fact]
    public void It_works_until_it_expires_and_not_at_that_time()
    {
        Assert.True(s_key.WorksAt(s_noon.AddDays(30).AddTicks(-1)));
        Assert.False(s_key.WorksAt(s_noon.AddDays(30)));
        Assert.False((s_key with { RevokedAt = s_noon }).WorksAt(s_noon));
        Assert.True((s_key with { ExpiresAt = null }).WorksAt(s_noon.AddYears(90)));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.0/24", "203.0.113.255", true)]
    [InlineData("203.0.113.0/24", "203.0.114.0", false)]
    [InlineData("203.0.113.0/24", "::ffff:203.0.113.9", true)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/32", "203.0.113.7", false)]
    public void It_works_from_its_addresses_alone(string network, string address, bool works) =>
        Assert.Equal(works, (s_key with { Addresses = ["198.51.100.1", network] }).WorksFrom(IPAddress.Parse(address)));

    [Fact]
    public void Without_addresses_it_works_from_anywhere_and_with_them_not_from_nowhere()
    {
        Assert.True(s_key.WorksFrom(null));
        Assert.False((s_key with { Addresses = ["203.0.113.7"] }).WorksFrom(null));
    }

    [Theory]
    [InlineData("203.0.113.0/33")]
    [InlineData("gateway.example.org")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_network_is_not_read(string? text) => Assert.False(IssuedKey.TryReadNetwork(text, out _));

    [Fact]
    public void Two_keys_of_a_label_work_at_a_time_so_that_one_can_replace_the_other()
    {
        var one = Register.Empty.Evolve(new AgencyRegistered(new Agency("pea", "PEA", Tlp.Red, 'A', null))).Evolve(new KeyIssued(s_key));
        var next = s_key with { Id = "b", Hash = new string('b', 64) };
        Assert.True(one.HasRoomFor(next, s_noon));
        var two = one.Evolve(new KeyIssued(next));
        var third = s_key with { Id = "c", Hash = new string('c', 64) };
        Assert.False(two.HasRoomFor(third, s_noon));
        Assert.True(two.HasRoomFor(third with { Label = "other" }, s_noon));
        Assert.True(two.HasRoomFor(third with { Label = "" }, s_noon));
        Assert.True(two.HasRoomFor(third with { Agency = "ngo" }, s_noon));
        Assert.True(two.Evolve(new KeyRevoked(s_key.Id, s_noon)).HasRoomFor(third, s_noon));
        Assert.True(two.HasRoomFor(third, s_noon.AddDays(30)));
    }

    [Fact]
    public void The_last_day_of_use_is_kept_with_it()
    {
        var used = Register.Empty.Evolve(new KeyIssued(s_key)).Evolve(new KeyUsed(s_key.Id, new DateOnly(2025, 2, 6)));
        Assert.Equal(new DateOnly(2025, 2, 6), used.Keys[s_key.Id].LastUsedOn);
        Assert.Equal(s_key with { LastUsedOn = new DateOnly(2025, 2, 6) }, used.FindKey(s_key.Hash));
    }
}
