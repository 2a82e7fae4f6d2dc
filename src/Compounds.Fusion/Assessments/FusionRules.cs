using System.Collections.Concurrent;
using Compounds.Claims;
using Compounds.Fusion;

namespace Compounds.Assessments;

/// <summary>The rules of the catalogue in the form that fusion takes them, made once and shared by all subjects.</summary>
internal static class FusionRules
{
    private static readonly ConcurrentDictionary<(AttributeRule, double), CategoryRule> s_categories = new(new ByRule());
    private static readonly ConcurrentDictionary<(AttributeRule, double), MultiValueRule> s_multiValues = new(new ByRule());
    private static readonly ConcurrentDictionary<(AttributeRule, double), QuantityRule> s_quantities = new(new ByRule());

    public static CategoryRule CategoryOf(AttributeRule rule) => s_categories.GetOrAdd(
        (rule, rule.HalfLifeDays), static key => new CategoryRule(key.Item1.Codes!, Hours(key.Item2), FusionConstants.Standard));

    public static MultiValueRule MultiValueOf(AttributeRule rule, string? dimension) => s_multiValues.GetOrAdd(
        (rule, rule.HalfLifeOf(dimension)), static key => new MultiValueRule(key.Item1.Prior, Hours(key.Item2), FusionConstants.Standard));

    public static QuantityRule QuantityOf(AttributeRule rule, string? dimension) => s_quantities.GetOrAdd(
        (rule, rule.HalfLifeOf(dimension)),
        static key => new QuantityRule(key.Item1.Low, key.Item1.High, key.Item1.PriorMedian, key.Item1.PriorSigma, Hours(key.Item2), FusionConstants.Standard));

    private static long Hours(double days) => (long)(days * 24);

    // Rules are records of many members; the catalogue holds each once, so identity tells them apart and costs nothing.
    private sealed class ByRule : IEqualityComparer<(AttributeRule, double)>
    {
        public bool Equals((AttributeRule, double) x, (AttributeRule, double) y) => ReferenceEquals(x.Item1, y.Item1) && x.Item2.Equals(y.Item2);

        public int GetHashCode((AttributeRule, double) obj) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Item1), obj.Item2);
    }
}
