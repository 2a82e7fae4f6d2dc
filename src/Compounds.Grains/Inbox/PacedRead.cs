namespace Compounds.Grains.Inbox;

/// <summary>One read under way: somebody waits until <see cref="Answer"/>, and still reads until it is disposed, as a live feed does.</summary>
public sealed class PacedRead : IDisposable
{
    private readonly IntakePace _pace;
    private int _isAnswered;
    private int _isGone;

    internal PacedRead(IntakePace pace) => _pace = pace;

    /// <summary>Says that the answer has begun: nothing waits for this read any more.</summary>
    public void Answer()
    {
        if (Interlocked.Exchange(ref _isAnswered, 1) == 0)
            _pace.Answered();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Answer();
        if (Interlocked.Exchange(ref _isGone, 1) == 0)
            _pace.Gone();
    }
}
