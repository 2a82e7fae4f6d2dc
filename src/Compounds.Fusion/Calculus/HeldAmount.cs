namespace Compounds.Fusion;

/// <summary>A claim about an amount that is fused.</summary>
internal sealed class HeldAmount(HeldClaim held, FusionRule rule)
{
    private const long HoursOfDay = 24;

    public HeldClaim Held => held;

    public QuantityClaim Claim => (QuantityClaim)held.Claim;

    public AmountShape Shape { get; } = AmountShape.Of(((QuantityClaim)held.Claim).Amount, rule);

    /// <summary>
    /// Gets the time by which claims succeed each other: of a running total the first hour of its day, else when it was seen.
    /// </summary>
    public long When { get; } = rule.IsRunningTotal ? DayOf(held.Claim) : held.Claim.ObservedHour;

    /// <summary>Gets or sets what later claims took over; 0 to 1.</summary>
    public double Taken { get; set; }

    /// <summary>Gets or sets the strength with all rank discounts, relative to the reference hour.</summary>
    public double Force { get; set; }

    /// <summary>Gets or sets the exponent relative to the lead; 0 to 1.</summary>
    public double Weight { get; set; }

    /// <summary>Gets or sets the exponent with which the field holds the claim.</summary>
    public double Applied { get; set; }

    /// <summary>Gets or sets by what its row is found among those that are kept.</summary>
    public long RowId { get; set; }

    private static long DayOf(EvidenceClaim claim)
    {
        if (claim.OnHour is { } on)
            return on;
        var (days, _) = HalfLives.Split(claim.ObservedHour, HoursOfDay);
        return days * HoursOfDay;
    }
}
