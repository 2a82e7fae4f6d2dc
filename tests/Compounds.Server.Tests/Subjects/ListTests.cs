using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Subjects;

/// <summary>Lists: what passes a filter, in which order, page after page.</summary>
public sealed class ListTests(ListTests.Sites sites) : IClassFixture<ListTests.Sites>
{
    private const string Listed = "text=yard";

    [Theory]
    [InlineData("text=north%20yard", "north-yard")]
    [InlineData("text=%E0%B8%AD%E0%B8%B4%E0%B8%90", "brick-yard")]
    [InlineData("text=%E7%A0%96%E5%8E%82", "brick-yard")]
    [InlineData("text=BRICK", "brick-yard")]
    [InlineData("text=zhuan%20chang", "brick-yard")]
    [InlineData("text=rong%20ngan%20it", "brick-yard")]
    [InlineData("bbox=98.4,16.6,98.6,16.8&text=yard", "brick-yard")]
    [InlineData("status=raided&text=yard", "south-yard")]
    [InlineData("status=operating&minProbability=0.999&text=yard", null)]
    [InlineData("country=LA&text=yard", "north-yard")]
    public async Task A_filter_lets_through_what_it_names(string filter, string? expected) =>
        Assert.Equal(expected is null ? [] : [$"compound:{expected}"], (await ItemsAsync(filter)).Select(static card => card.Text("id")));

    [Fact]
    public async Task Only_what_changed_since_is_listed()
    {
        var since = Uri.EscapeDataString((await ItemsAsync("text=brick"))[0].GetProperty("changedAt").GetString()!);
        Assert.DoesNotContain("compound:brick-yard", (await ItemsAsync($"{Listed}&changedSince={since}")).Select(static card => card.Text("id")));
        sites.Api.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await sites.Api.Pea.AcceptAsync(Wire.Report("changed-later", Wire.Headcount("Brick Yard", 80)));
        Assert.Equal(["compound:brick-yard"], (await ItemsAsync($"{Listed}&changedSince={since}")).Select(static card => card.Text("id")));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("changed")]
    [InlineData("probability")]
    [InlineData("headline")]
    public async Task Pages_are_the_whole_list_in_its_order(string sort)
    {
        var whole = (await ItemsAsync($"{Listed}&sort={sort}")).Select(static card => card.Text("id")).ToArray();
        var paged = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await sites.Api.Pea.ReadAsync($"/v1/compounds?{Listed}&sort={sort}&limit=1&cursor={cursor}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(static card => card.Text("id")));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal(3, whole.Length);
        Assert.Equal(whole, paged);
    }

    [Theory]
    [InlineData("bbox=98,16", "bbox is west,south,east,north")]
    [InlineData("limit=50000", "limit is 1 to 10000")]
    [InlineData("minProbability=2", "minProbability is a number from 0 to 1")]
    [InlineData("sort=size", "sort is name, changed, probability or headline")]
    [InlineData("cursor=%20", "cursor is the 'next'")]
    [InlineData("asOf=yesterday", "asOf is a time such as")]
    [InlineData("changedSince=soon", "changedSince is a time such as")]
    public async Task A_wrong_filter_is_told_what_would_be_right(string filter, string sentence) =>
        Assert.StartsWith(sentence, (await sites.Api.Pea.ReadAsync($"/v1/compounds?{filter}", HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);

    private async Task<IReadOnlyList<JsonElement>> ItemsAsync(string filter) =>
        [.. (await sites.Api.Pea.ReadAsync($"/v1/compounds?{filter}")).GetProperty("items").EnumerateArray()];

    /// <summary>Three sites, one of them with names in three scripts.</summary>
    public sealed class Sites : IAsyncLifetime
    {
        internal ApiFixture Api { get; } = new();

        public async Task InitializeAsync()
        {
            await Api.InitializeAsync();
            await Api.Pea.AcceptAsync(
                Wire.Report("site-1", $"{Wire.Status("Brick Yard", "operating")},{Wire.Alias("Brick Yard", "โรงงานอิฐ")},{Wire.Alias("Brick Yard", "砖厂")},{Wire.Place("Brick Yard", 16.7, 98.5)},{Wire.Claim("Brick Yard", "country", "\"MM\"")}"),
                Wire.Report("site-2", $"{Wire.Status("North Yard", "operating")},{Wire.Place("North Yard", 20.4, 100.1)},{Wire.Claim("North Yard", "country", "\"LA\"")}"),
                Wire.Report("site-3", $"{Wire.Status("South Yard", "raided")},{Wire.Place("South Yard", 16.2, 98.7)},{Wire.Claim("South Yard", "country", "\"MM\"")}"));
        }

        public Task DisposeAsync() => Api.DisposeAsync();
    }
}
