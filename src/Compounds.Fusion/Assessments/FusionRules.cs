using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Compounds.Claims;
using Compounds.Fusion;

namespace Compounds.Assessments;

/// <summary>The rules of the catalogue in the form that fusion takes them, made once and shared by all subjects.</summary>
internal static class FusionRules
{
    private static readonly ConcurrentDictionary<(AttributeRule, double?), FusionRule> s_rules = new(new ByRule());

    /// <summary>The rule of an attribute and a dimension.</summary>
    public static FusionRule Of(AttributeRule rule, string? dimension) => s_rules.GetOrAdd((rule, rule.HalfLifeOf(dimension)), static key => Make(key.Item1, key.Item2));

    private static FusionRule Make(AttributeRule rule, double? halfLifeDays) => new(
        rule.Nature, halfLifeDays is { } days ? Hours(days) : null, Hours(rule.SuccessionDays), FusionConstants.Standard, rule.IsSingle,
        rule.Figures is Figures.Estimated, rule.Least, rule.Most ?? double.PositiveInfinity, Math.Log(rule.Jump), rule.IsRunningTotal);

    private static long Hours(double days) => (long)(days * 24);

    // Rules are records of many members; the catalogue holds each once, so identity tells them apart and costs nothing.
    private sealed class ByRule : IEqualityComparer<(AttributeRule, double?)>
    {
        public bool Equals((AttributeRule, double?) x, (AttributeRule, double?) y) => ReferenceEquals(x.Item1, y.Item1) && x.Item2.Equals(y.Item2);

        public int GetHashCode((AttributeRule, double?) obj) => HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Item1), obj.Item2);
    }
}
