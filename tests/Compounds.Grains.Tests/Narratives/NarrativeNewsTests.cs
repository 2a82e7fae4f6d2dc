using Compounds.Grains.Narratives;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Grains.Tests.Narratives;

/// <summary>When the index takes in what it was told of.</summary>
public sealed class NarrativeNewsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly NarrativeNews _news;

    public NarrativeNewsTests() => _news = new NarrativeNews(_clock);

    [Fact]
    public async Task What_nobody_asks_for_waits_until_nothing_more_is_told_for_a_while()
    {
        _news.Took(0);
        var next = _news.NextAsync(CancellationToken.None);
        _news.Tell("inbox/pea/0", 900);
        Assert.False(next.IsCompleted);
        while (!next.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(["inbox/pea/0"], _news.Begin(out var through));
        _news.Tell("inbox/pea/1", 1);
        Assert.True(_news.IsBusy(through));
        _news.PutBack(["inbox/pea/0"]);
        Assert.Equal(["inbox/pea/0", "inbox/pea/1"], _news.Begin(out through).Order());
        Assert.False(_news.IsBusy(through));
    }

    [Fact]
    public async Task A_search_waits_for_a_little_and_only_asks_for_much()
    {
        _news.Took(0);
        _news.Tell("inbox/pea/0", 400);
        var little = _news.HasAllAsync(CancellationToken.None);
        Assert.False(little.IsCompleted);
        await _news.NextAsync(CancellationToken.None);
        _news.Begin(out var through);
        _news.Tell("inbox/pea/0", 40_000);
        _news.Took(through);
        Assert.True(await little);
        Assert.False(await _news.HasAllAsync(CancellationToken.None));
        await _news.NextAsync(CancellationToken.None);
        Assert.False(_news.IsBusy(through));
    }

    [Fact]
    public async Task When_the_index_fails_nobody_waits_and_nobody_is_told_that_it_has_anything()
    {
        _news.Took(0);
        _news.Tell("inbox/pea/0", 1);
        var waiting = _news.HasAllAsync(CancellationToken.None);
        _news.Close();
        Assert.False(await waiting);
        Assert.False(await _news.HasAllAsync(CancellationToken.None));
    }
}
