namespace Compounds.Fusion;

/// <summary>The eleven indicators of forced labour of the International Labour Organization.</summary>
public enum ForcedLabourIndicator
{
    /// <summary>A vulnerable position is taken advantage of.</summary>
    AbuseOfVulnerability,

    /// <summary>What was promised is not what is found.</summary>
    Deception,

    /// <summary>Workers may not leave.</summary>
    RestrictionOfMovement,

    /// <summary>Workers are cut off from the world.</summary>
    Isolation,

    /// <summary>Physical or sexual violence.</summary>
    PhysicalSexualViolence,

    /// <summary>Intimidation and threats.</summary>
    IntimidationThreats,

    /// <summary>Identity documents are kept.</summary>
    RetentionOfDocuments,

    /// <summary>Wages are withheld.</summary>
    WithholdingOfWages,

    /// <summary>Work to pay off a debt.</summary>
    DebtBondage,

    /// <summary>Degrading or hazardous working and living conditions.</summary>
    AbusiveConditions,

    /// <summary>More hours than the law allows.</summary>
    ExcessiveOvertime,
}
