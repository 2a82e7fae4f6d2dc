using System.Collections.Immutable;

namespace Compounds.Simulation.Choice;

/// <summary>Why a network could not be asked what severs its consumers.</summary>
public enum SeveranceFaultKind
{
    /// <summary>Two places, or two actions, share an id.</summary>
    DuplicateId,

    /// <summary>A path or the list of consumers names a place that is not there.</summary>
    UnknownNode,

    /// <summary>A place or a path is cut by an action that is not there.</summary>
    UnknownAction,

    /// <summary>Places supply each other in a ring with one kind of supply.</summary>
    Cycle,

    /// <summary>More than <see cref="SeveranceGraph.MaximumActions"/> actions.</summary>
    TooManyActions,
}

/// <summary>A refusal that says where.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Where">The ids concerned; for a cycle its places in the direction of supply, each once.</param>
/// <param name="Sentence">What is wrong and what would be right, in English.</param>
public sealed record SeveranceFault(SeveranceFaultKind Kind, ImmutableArray<string> Where, string Sentence);
