using Compounds.Assessments;
using Compounds.Subjects;

namespace Compounds.Grains.Networks;

/// <summary>That one subject is supplied by another, as reports have it.</summary>
/// <param name="Consumer">Who is supplied.</param>
/// <param name="Supplier">By whom.</param>
/// <param name="Supply">With what.</param>
/// <param name="Probability">How likely that is, 0 to 1; 0 when it is only denied.</param>
/// <param name="IsDenied">Whether reports rather say that it is not so: such a supply is down, and what replaces it nobody knows.</param>
internal sealed record SupplyTie(SubjectId Consumer, SubjectId Supplier, SupplyRule Supply, double Probability, bool IsDenied)
{
    /// <summary>The name of the dependency that it becomes.</summary>
    public string EdgeId => $"{Supplier.Value}>{Consumer.Value}:{Supply.Kind}";

    /// <summary>Every tie that views tell of, in their order.</summary>
    public static IEnumerable<SupplyTie> In(IEnumerable<SubjectView> views, NetworkRules rules) =>
        from view in views
        from assessment in view.Assessments
        where assessment.Attribute == "suppliedBy"
        from supply in rules.Supplies
        where supply.Dimension == assessment.Slot.Dimension
        from tie in assessment.Values.Select(static value => (value.Value, value.Probability, IsDenied: value.Score <= 0))
            .Concat(assessment.Denied.Select(static value => (Value: value, Probability: 0.0, IsDenied: true))).DistinctBy(static tie => tie.Value, StringComparer.Ordinal)
        select new SupplyTie(view.Card.Id, SubjectId.Parse(tie.Value), supply, tie.Probability, tie.IsDenied);
}
