namespace Compounds.Exchange.Generation;

/// <summary>What a stream of synthetic reports looks like.</summary>
public sealed record SyntheticOptions
{
    /// <summary>How many subjects there are, over all four kinds; 20 to 200,000, by default 2,000.</summary>
    public int Subjects { get; init; } = 2_000;

    /// <summary>How many agencies file; 1 to 99, by default 12.</summary>
    public int Agencies { get; init; } = 12;

    /// <summary>The instant, in UTC, before which every report was written and every fact observed; reports lie in the 365 days before it.</summary>
    public DateTimeOffset Until { get; init; } = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The share of lines that revise a report filed before; by default 0.04.</summary>
    public double RevisionShare { get; init; } = 0.04;

    /// <summary>The share of lines that take a report back; by default 0.01.</summary>
    public double RetractionShare { get; init; } = 0.01;

    /// <summary>The share of lines that repeat an earlier line byte for byte; by default 0.02.</summary>
    public double DuplicateShare { get; init; } = 0.02;

    /// <summary>The share of lines in which one agency passes on and cites what another filed; by default 0.08.</summary>
    public double CopyShare { get; init; } = 0.08;

    /// <summary>The share of the other reports that cite the label of a common origin; by default 0.10.</summary>
    public double OriginShare { get; init; } = 0.10;

    /// <summary>The share of reports that come without handling; by default 0.05.</summary>
    public double UnmarkedShare { get; init; } = 0.05;

    /// <summary>The share of numbers that are wrong by a factor of eight; by default 0.02.</summary>
    public double OutlierShare { get; init; } = 0.02;

    /// <summary>The length of a narrative in characters, all ASCII; 0 to 20,000, by default 300.</summary>
    public int NarrativeLength { get; init; } = 300;

    /// <summary>Says what is out of range, or null when nothing is.</summary>
    public string? Fault()
    {
        if (Subjects is < 20 or > 200_000)
            return "The number of subjects must be from 20 to 200,000.";
        if (Agencies is < 1 or > 99)
            return "The number of agencies must be from 1 to 99.";
        if (NarrativeLength is < 0 or > 20_000)
            return "The length of a narrative must be from 0 to 20,000 characters.";
        if (Until.Year is < 1990 or > 2200)
            return "The end of the period must be in the years 1990 to 2200.";
        double[] shares = [RevisionShare, RetractionShare, DuplicateShare, CopyShare, OriginShare, UnmarkedShare, OutlierShare];
        if (shares.Any(static share => share is not (>= 0 and <= 1)))
            return "A share must be from 0 to 1.";
        return RevisionShare + RetractionShare + DuplicateShare + CopyShare > 0.9
            ? "Revisions, retractions, duplicates and copies together must be at most 0.9 of the lines." : null;
    }
}
