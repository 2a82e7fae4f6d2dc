using Compounds.Fusion;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>The forced-labour screen of a compound from its indicator assessments.</summary>
public static class LabourScreen
{
    private const string Statement =
        "A screen from reported signs, not a legal finding. People held here are presumed victims: identification comes before any penalty.";
}
