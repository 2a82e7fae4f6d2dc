namespace Compounds.Agencies;

/// <summary>What a person or key may do. Visibility comes from agency and clearance, never from the role.</summary>
[Flags]
public enum Roles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>May read the live state.</summary>
    Analyst = 1,

    /// <summary>May file reports for its own agency and see what became of them.</summary>
    Partner = 2,

    /// <summary>May simulate, propose, approve and review measures.</summary>
    Policy = 4,

    /// <summary>May register agencies and issue or revoke keys.</summary>
    Administrator = 8,

    /// <summary>May file reports in the name of other registered agencies: for a hub that forwards them.</summary>
    Relay = 16,

    /// <summary>May say, as a relay, since when the pages that reports rest on could be read in public.</summary>
    Archivist = 32,
}
