using System.Collections.Concurrent;
using System.Diagnostics;

namespace Compounds.Grains.Tests;

/// <summary>Keeps the spans of this system that end while it listens, those of tests beside it too.</summary>
internal sealed class SpanListener : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanListener()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Spans.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IEnumerable<Activity> Ended(string name) => _ended.Where(span => span.OperationName == name);

    /// <summary>Asserts that no span carries more than a count.</summary>
    public void AssertNothingIsDisclosed() => Assert.All(_ended, static span =>
    {
        Assert.Equal([Spans.Count], span.TagObjects.Select(static tag => tag.Key));
        Assert.Empty(span.Baggage);
        Assert.Empty(span.Events);
    });

    public void Dispose() => _listener.Dispose();
}
