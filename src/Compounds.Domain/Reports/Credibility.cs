using System.Diagnostics.CodeAnalysis;

namespace Compounds.Reports;

/// <summary>How credible one piece of information is on its own: the digit of the Admiralty grade.</summary>
[SuppressMessage("Design", "CA1008", Justification = "The scale has six steps, 1 to 6; a zero would be a seventh.")]
public enum Credibility
{
    /// <summary>Confirmed by other sources.</summary>
    Confirmed = 1,

    /// <summary>Probably true.</summary>
    Probable = 2,

    /// <summary>Possibly true.</summary>
    Possible = 3,

    /// <summary>Doubtful.</summary>
    Doubtful = 4,

    /// <summary>Improbable.</summary>
    Improbable = 5,

    /// <summary>Truth cannot be judged.</summary>
    Unjudged = 6,
}
