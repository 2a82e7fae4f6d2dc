namespace Compounds.Exchange.Intake;

/// <summary>How much one line may hold. Lengths of texts are in UTF-16 units.</summary>
public static class ReportLimits
{
    /// <summary>Bytes of one line.</summary>
    public const int LineBytes = 512 * 1024;

    /// <summary>Claims of one report.</summary>
    public const int Claims = 200;

    /// <summary>Citations of one report.</summary>
    public const int Cites = 100;

    /// <summary>Links of one report.</summary>
    public const int Links = 50;

    /// <summary>Attachments of one report.</summary>
    public const int Attachments = 50;

    /// <summary>Agencies of one audience.</summary>
    public const int Audience = 100;

    /// <summary>The narrative.</summary>
    public const int Narrative = 20_000;

    /// <summary>A place, a label, a publisher or the label of an origin.</summary>
    public const int Label = 200;

    /// <summary>A dimension or a unit.</summary>
    public const int Dimension = 100;

    /// <summary>An occasion, the word of a list, or the source's own word.</summary>
    public const int Word = 100;

    /// <summary>The title of a link or the name of an attachment.</summary>
    public const int Title = 500;

    /// <summary>The address of a link.</summary>
    public const int Url = 2_000;

    /// <summary>A media type.</summary>
    public const int MediaType = 127;

    /// <summary>A language tag.</summary>
    public const int Language = 35;

    /// <summary>The least spread of a quantity on the natural-log scale: 1 %.</summary>
    public const double LeastSigma = 0.01;

    /// <summary>The greatest spread of a quantity on the natural-log scale: a factor of 20.</summary>
    public const double GreatestSigma = 3;

    /// <summary>The least radius of a place, in km.</summary>
    public const double LeastPrecisionKilometres = 0.001;

    /// <summary>The greatest radius of a place, in km.</summary>
    public const double GreatestPrecisionKilometres = 500;

    /// <summary>The radius of a place that gives none, in km.</summary>
    public const double DefaultPrecisionKilometres = 5;

    /// <summary>The first year of which something may be reported.</summary>
    public const int FirstYear = 1990;

    /// <summary>A year from here on is of the Buddhist calendar, which is 543 years ahead.</summary>
    public const int FirstBuddhistYear = 2400;

    /// <summary>How far a time may be ahead of the clock: clocks differ, and so do the zones in which agencies count days.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>Problems listed for one line, and warnings likewise.</summary>
    public const int Problems = 100;
}
