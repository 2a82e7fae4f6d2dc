namespace Compounds.Fusion;

/// <summary>How far some amounts reach.</summary>
/// <param name="Lowest">The lowest centre, in ln x.</param>
/// <param name="Highest">The highest centre, in ln x.</param>
/// <param name="Least">The least standard deviation, in ln x.</param>
/// <param name="Greatest">The greatest standard deviation, in ln x.</param>
internal readonly record struct Reach(double Lowest, double Highest, double Least, double Greatest)
{
    /// <summary>Gets the reach of no amounts.</summary>
    public static Reach None { get; } = new(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, 0);

    /// <summary>The reach of the first amounts, by how many they are: of none, of one, to that of all.</summary>
    public static Reach[] OfFirst(ReadOnlySpan<HeldAmount> amounts)
    {
        var reaches = new Reach[amounts.Length + 1];
        reaches[0] = None;
        for (var i = 0; i < amounts.Length; i++)
            reaches[i + 1] = reaches[i].With(amounts[i].Shape);
        return reaches;
    }

    /// <summary>The reach with one more amount.</summary>
    public Reach With(in AmountShape shape) => new(
        Math.Min(Lowest, shape.Centre), Math.Max(Highest, shape.Centre), Math.Min(Least, shape.Sigma), Math.Max(Greatest, shape.Sigma));

    /// <summary>Whether the reach may be less without an amount.</summary>
    public bool RestsOn(in AmountShape shape) =>
        shape.Centre == Lowest || shape.Centre == Highest || shape.Sigma == Least || shape.Sigma == Greatest;

    /// <summary>Standard deviations that none of the amounts is further apart from a shape than; but for rounding.</summary>
    public double MostApart(in AmountShape shape) => Math.Max(Above(shape), Below(shape));

    /// <summary>Standard deviations that none of the amounts is further above a shape than; but for rounding.</summary>
    public double Above(in AmountShape shape) => (Highest - shape.Centre) / Deviation(shape);

    /// <summary>Standard deviations that none of the amounts is further below a shape than; but for rounding.</summary>
    public double Below(in AmountShape shape) => (shape.Centre - Lowest) / Deviation(shape);

    private double Deviation(in AmountShape shape) => Math.Sqrt((shape.Sigma * shape.Sigma) + (Least * Least));
}
