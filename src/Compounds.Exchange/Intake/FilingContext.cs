using Compounds.Agencies;

namespace Compounds.Exchange.Intake;

/// <summary>What must be known about a filing besides its text.</summary>
/// <param name="Filer">The agency whose key or member sends it.</param>
/// <param name="RelaysFor">The ids of the agencies in whose names the filer may file besides its own; null for a filer that does not relay.</param>
/// <param name="FindAgency">The registered agency of an id; null when there is none. Asked only about agencies that the filer relays for.</param>
/// <param name="Now">When it arrived, in UTC.</param>
public sealed record FilingContext(Agency Filer, IReadOnlySet<string>? RelaysFor, Func<string, Agency?> FindAgency, DateTimeOffset Now)
{
    /// <summary>Whether the filer may say since when a report could be read in public: a relay that is also an archivist.</summary>
    public bool MayStatePublicSince { get; init; }
}
