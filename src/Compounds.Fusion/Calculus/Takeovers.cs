namespace Compounds.Fusion;

/// <summary>What later claims of each contrary side took over of one side; of those that ever took any.</summary>
internal sealed class Takeovers
{
    // In an order that depends on nothing but the sides: the denial first, then by code.
    private readonly List<Takeover> _takeovers = [];

    public Takeover? Find(ClaimSide by)
    {
        foreach (var takeover in _takeovers)
        {
            if (takeover.By == by)
                return takeover;
        }

        return null;
    }

    /// <summary>What a side took over, of so many claims.</summary>
    public Takeover Obtain(ClaimSide by, int count)
    {
        if (Find(by) is { } takeover)
            return takeover;

        takeover = new Takeover(by, count);
        var at = 0;
        while (at < _takeovers.Count && !by.IsDenied
            && (_takeovers[at].By.IsDenied || string.CompareOrdinal(_takeovers[at].By.Code, by.Code) < 0))
            at++;
        _takeovers.Insert(at, takeover);
        return takeover;
    }

    public void Append(int count)
    {
        foreach (var takeover in _takeovers)
            takeover.Append(count);
    }

    public void Move(int from, int to)
    {
        foreach (var takeover in _takeovers)
            takeover.Move(from, to);
    }

    /// <summary>Works out what they all leave of each claim; 0 to 1.</summary>
    public void Retain(Span<double> retained)
    {
        retained.Fill(1);
        foreach (var takeover in _takeovers)
            takeover.Retain(retained);
    }
}
