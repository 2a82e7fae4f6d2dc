namespace Compounds.Simulation.Choice;

/// <summary>Why a planning model was refused.</summary>
public enum PlanningFaultKind
{
    /// <summary>Two actions or two consumers share an id.</summary>
    DuplicateId,

    /// <summary>A channel is taken down by an action that is not there.</summary>
    UnknownAction,

    /// <summary>More than <see cref="PlanningModel.MaximumChannels"/> channels at one consumer.</summary>
    TooManyChannels,

    /// <summary>The number of outcomes is not 2^channels.</summary>
    OutcomesIncomplete,

    /// <summary>An amount is not a number, or beyond 10^12.</summary>
    AmountOutOfRange,

    /// <summary>More than <see cref="PlanningModel.MaximumConsumers"/> consumers.</summary>
    TooManyConsumers,

    /// <summary>More than <see cref="PlanningTables.MostSets"/> sets to simulate.</summary>
    TooManyOutcomes,
}

/// <summary>A refusal that says where.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Where">The id of the consumer or action.</param>
/// <param name="Sentence">What is wrong and what would be right, in English.</param>
public sealed record PlanningFault(PlanningFaultKind Kind, string Where, string Sentence);
