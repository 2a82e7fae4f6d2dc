using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>The forced-labour screen of a compound from its indicator assessments.</summary>
public static class LabourScreen
{
    private const string Statement =
        "A screen from reported signs, not a legal finding. People held here are presumed victims: identification comes before any penalty.";

    /// <summary>The screen at a time; null for other kinds of subject and for compounds of which no sign was reported.</summary>
    /// <param name="state">What the reader may know of the subject.</param>
    /// <param name="hour">Whole hours since 2020-01-01T00:00Z.</param>
    public static ForcedLabour? Of(VisibleState state, long hour) =>
        state.Subject.Kind() is SubjectKind.Compound && state.Assess("indicator", hour, isCoarse: false) is { } indicators
            ? new ForcedLabour(indicators.Values.Sum(static value => value.Probability), 0, 0, 0, Statement) : null;
}
