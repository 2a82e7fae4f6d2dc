using System.Net;
using Compounds.Driving;
using Compounds.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Tests.Hosting;

/// <summary>A person who finds a weakness is told where to report it.</summary>
public sealed class SecurityTextTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly Uri s_path = new("/.well-known/security.txt", UriKind.Relative);

    [Fact]
    public async Task The_contact_is_told_to_anyone_until_a_day_that_is_still_to_come()
    {
        var start = new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);
        await using var server = await HostedServer.StartAsync(start, null, false, "--SecurityContact", "mailto:security@example.org");
        using var anyone = server.NewClient("");
        using var answer = await anyone.GetAsync(s_path);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "Contact: mailto:security@example.org\nExpires: 2025-08-31T00:00:00Z\nPreferred-Languages: en, th\n", await answer.Content.ReadAsStringAsync());
        server.Clock.Advance(TimeSpan.FromDays(200));
        Assert.Contains("Expires: 2026-03-19T00:00:00Z", await anyone.GetStringAsync(s_path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_contact_the_file_is_absent_and_says_which_setting_names_one()
    {
        using var anyone = api.Server.NewClient("");
        Assert.Contains("SecurityContact", (await anyone.ReadAsync(s_path.ToString(), HttpStatusCode.NotFound)).Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mailto:security@example.org", true)]
    [InlineData("https://example.org/security", true)]
    [InlineData("security@example.org", false)]
    [InlineData("http://example.org/security", false)]
    public void A_contact_is_an_address_that_a_stranger_can_use(string contact, bool isRight)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(SecurityText.Setting, contact)]).Build();
        if (isRight)
            Assert.Equal(contact, SecurityText.ContactOf(configuration));
        else
            Assert.Contains("mailto:", Assert.Throws<OptionsValidationException>(() => SecurityText.ContactOf(configuration)).Message, StringComparison.Ordinal);
    }
}
