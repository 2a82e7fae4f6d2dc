using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Exchange.Intake;

/// <summary>One claim as read, before its attribute decides what it may say.</summary>
internal ref struct ClaimDraft
{
    public const int SubjectProperty = 0;
    public const int AttributeProperty = 1;
    public const int DimensionProperty = 2;
    public const int PartyProperty = 3;
    public const int OnProperty = 4;
    public const int ValueProperty = 5;
    public const int UnitProperty = 6;
    public const int DeniedProperty = 7;
    public const int ObservedAtProperty = 8;
    public const int CredibilityProperty = 9;
    public const int FromProperty = 10;
    public const int UntilProperty = 11;
    public const int OccasionProperty = 12;
    public const int ZoneProperty = 13;
    public const int NeverSoProperty = 14;
    public const int OfProperty = 15;
    public const int InProperty = 16;
    public const int ApartProperty = 17;
    public const int SplitProperty = 18;
    public const int CompleteProperty = 19;
    public const int PartProperty = 20;
    public const int WithinProperty = 21;
    public const int SaidProperty = 22;
    public const int HandlingProperty = 23;

    /// <summary>One bit for each property that was there and not null, sound or not.</summary>
    public uint Seen;

    public SubjectReference? Subject;
    public string? AttributeName;
    public string? Dimension;
    public SubjectReference? Party;
    public DateOnly? On;

    /// <summary>The JSON of the value: the attribute, which tells its form, may come after it.</summary>
    public ReadOnlySpan<byte> Value;

    public string? Unit;
    public bool IsDenied;

    /// <summary>As given: the zone, in which a day is meant, may come after it.</summary>
    public GivenTime? ObservedAt;

    public int? Credibility;
    public GivenTime? From;
    public GivenTime? Until;
    public string? Occasion;

    /// <summary>The offset in minutes; null for the zone that holds without it.</summary>
    public int? Zone;

    public bool IsNever;

    /// <summary>What ties a count to others; null when nothing is told.</summary>
    public CountScope? Scope;

    public string? Said;
    public GivenClaimHandling? Handling;

    public static PropertySet Properties { get; } =
        new(
            "subject", "attribute", "dimension", "party", "on", "value", "unit", "denied", "observedAt", "credibility", "from", "until", "occasion", "zone", "neverSo",
            "of", "in", "apart", "split", "complete", "part", "within", "said", "handling");

    /// <summary>Whether a property was there and not null.</summary>
    public readonly bool Has(int property) => (Seen & (1u << property)) != 0;
}
