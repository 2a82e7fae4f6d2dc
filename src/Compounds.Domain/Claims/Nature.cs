namespace Compounds.Claims;

/// <summary>How an attribute relates to time.</summary>
public enum Nature
{
    /// <summary>Happened on a day or over a period; never ages.</summary>
    Event,

    /// <summary>Holds until ended, such as a country, an owner or a listing; never ages.</summary>
    Standing,

    /// <summary>Can change at any time, such as a status, a headcount or a price; ages, and later succeeds earlier.</summary>
    State,
}
