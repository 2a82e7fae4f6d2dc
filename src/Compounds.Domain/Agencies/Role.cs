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

    /// <summary>May issue and revoke keys of its own agency, and see who is signed in. Excludes <see cref="Policy"/>.</summary>
    Administrator = 8,

    /// <summary>May file reports in the name of other registered agencies: for a hub that forwards them.</summary>
    Relay = 16,

    /// <summary>May say, as a relay, since when the pages that reports rest on could be read in public.</summary>
    Archivist = 32,

    /// <summary>Keeps the register of the task force: agencies, clearances, and grants that take two people. Excludes <see cref="Policy"/>.</summary>
    Registrar = 64,

    /// <summary>Answers for the safety of the people held: may ask for emergency access, and looks after what was marked too openly.</summary>
    ProtectionLead = 128,

    /// <summary>Reads who read, signed in, granted and was refused. Excludes <see cref="Administrator"/> and <see cref="Registrar"/>.</summary>
    Auditor = 256,
}
