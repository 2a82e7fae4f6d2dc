namespace Compounds.Simulation.Policy;

/// <summary>How far a policy action has come.</summary>
public enum PolicyActionStage
{
    /// <summary>Nothing was drafted yet.</summary>
    Unwritten,

    /// <summary>The measures are written down.</summary>
    Draft,

    /// <summary>A forecast of these measures is attached.</summary>
    Simulated,

    /// <summary>The do-no-harm gate is open and the action waits for two approvals.</summary>
    Proposed,

    /// <summary>Two people approved and the forecast is frozen.</summary>
    Approved,

    /// <summary>The measures were taken in the world; observations are recorded.</summary>
    CarriedOut,

    /// <summary>The forecast was scored against what was observed. The end.</summary>
    Reviewed,

    /// <summary>Given up before it was carried out. The end.</summary>
    Withdrawn,
}
