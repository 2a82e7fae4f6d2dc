using Compounds.Agencies;

namespace Compounds.Exchange.Intake;

/// <summary>What must be known about a filing besides its text.</summary>
/// <param name="Filer">The agency whose key or member sends it.</param>
/// <param name="MayRelay">Whether the filer may file in the name of other registered agencies.</param>
/// <param name="FindAgency">The registered agency of an id; null when there is none. Asked only when the filer may relay.</param>
/// <param name="Now">When it arrived, in UTC.</param>
public sealed record FilingContext(Agency Filer, bool MayRelay, Func<string, Agency?> FindAgency, DateTimeOffset Now)
{
    /// <summary>Whether the filer may say since when a report could be read in public: a relay that is also an archivist.</summary>
    public bool MayStatePublicSince { get; init; }
}
