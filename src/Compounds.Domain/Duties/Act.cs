namespace Compounds.Duties;

/// <summary>What a caller may ask for. Which roles open it, for what is his own agency's and for what is another's, says <see cref="Duty"/>.</summary>
public enum Act
{
    /// <summary>Read the picture, and what rests on it, as far as markings allow.</summary>
    Read,

    /// <summary>File, check and retract reports.</summary>
    File,

    /// <summary>Ask for scenarios and fronts.</summary>
    Simulate,

    /// <summary>Take the steps of policy actions.</summary>
    Decide,

    /// <summary>Consent to acting on a report that one's agency filed.</summary>
    Consent,

    /// <summary>Read the entry of an agency, its keys and what waits for its confirmation.</summary>
    ReadRegister,

    /// <summary>Register an agency or change its entry.</summary>
    RegisterAgency,

    /// <summary>Issue and revoke keys.</summary>
    IssueKeys,

    /// <summary>Confirm or refuse what takes two people.</summary>
    Grant,

    /// <summary>Ask for emergency access to a report of another agency, and use it.</summary>
    AccessInEmergency,

    /// <summary>Read the audit.</summary>
    Audit,

    /// <summary>See the inside of the silos.</summary>
    Operate,
}

/// <summary>Whose a thing is, seen from who asks.</summary>
public enum Relation
{
    /// <summary>His own agency's.</summary>
    Own,

    /// <summary>Another agency's.</summary>
    Other,
}
