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
    public DateTimeOffset? ObservedAt;
    public int? Credibility;

    public static PropertySet Properties { get; } =
        new("subject", "attribute", "dimension", "party", "on", "value", "unit", "denied", "observedAt", "credibility");

    /// <summary>Whether a property was there and not null.</summary>
    public readonly bool Has(int property) => (Seen & (1u << property)) != 0;
}
