using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>What may be done on the strength of a report, by the Permissible Actions Protocol. Ordered from free to forbidden.</summary>
public enum PermissibleAction
{
    /// <summary>PAP:CLEAR, no limit.</summary>
    Clear,

    /// <summary>PAP:GREEN, active action allowed.</summary>
    Green,

    /// <summary>PAP:AMBER, the site must not notice.</summary>
    Amber,

    /// <summary>PAP:RED, nothing that could be noticed from outside.</summary>
    Red,
}

/// <summary>A report that the action rests on.</summary>
/// <param name="Report">The report's key.</param>
/// <param name="FiledBy">The agency that filed it.</param>
/// <param name="Level">What may be done on its strength.</param>
/// <param name="Consent">A member of the filing agency who consents to this action; null when nobody did.</param>
/// <param name="Marking">How far the report may be shown; null in what was proposed before that was kept.</param>
[GenerateSerializer, Immutable, Alias("policy/resting-evidence")]
public sealed record RestingEvidence([Id(0)] string Report, [Id(1)] string FiledBy, [Id(2)] PermissibleAction Level, [Id(3)] SignOff? Consent,
    [Id(4)] ShownTo? Marking = null);
