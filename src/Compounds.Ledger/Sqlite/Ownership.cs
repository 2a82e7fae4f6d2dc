namespace Compounds.Ledger;

/// <summary>What this process knows about whether it still owns the ledger it opened. Once lost it stays so. Thread-safe.</summary>
internal sealed class Ownership : IDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private volatile string? _sentence;

    public Ownership(long epoch) => (Epoch, Lost) = (epoch, _lost.Token);

    /// <summary>The number of this owner.</summary>
    public long Epoch { get; }

    public CancellationToken Lost { get; }

    public void Lose(LedgerLostException lost)
    {
        _sentence ??= lost.Message;
        _lost.Cancel();
    }

    public void ThrowIfLost()
    {
        if (_sentence is { } sentence)
            throw new LedgerLostException(sentence);
    }

    public void Dispose() => _lost.Dispose();
}
