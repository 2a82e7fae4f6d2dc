using Compounds.Claims;
using static System.FormattableString;

namespace Compounds.Exchange.Intake;

/// <summary>Checks a quantity against what is possible for its attribute.</summary>
internal static class QuantityRules
{
    // Bounds are compared after a conversion of units, which may be off by the last digit.
    private const double Tolerance = 1e-9;

    /// <summary>The quantity as it is to be kept, or null when it told a problem.</summary>
    public static QuantityValue? Check(QuantityValue given, AttributeRule rule, Problems problems, in Where where)
    {
        if (given.Sigma is < ReportLimits.LeastSigma or > ReportLimits.GreatestSigma)
        {
            problems.Add(RefusalCodes.SigmaOutOfRange, where.In("sigma"), Invariant($"sigma is a spread on the natural-log scale, from {ReportLimits.LeastSigma} to {ReportLimits.GreatestSigma}; 0.05 means about 5 %."));
            return null;
        }

        if (given.Low < 0 || given.High < 0)
        {
            problems.Add(RefusalCodes.NotPositive, where, "A quantity is 0 or more; give the number that was counted.");
            return null;
        }

        if (given is { Form: QuantityForm.AtLeast, Low: 0 })
        {
            problems.Add(RefusalCodes.NotPositive, where, "\"At least 0\" says nothing; give a number above 0, or leave the claim out.");
            return null;
        }

        if (given.Low > given.High)
        {
            problems.Add(RefusalCodes.LowAboveHigh, where, Invariant($"low {given.Low} is above high {given.High}; exchange them."));
            return null;
        }

        // An interval without width is a number, and so is "at most 0".
        var isNumber = given.Form == QuantityForm.Interval ? given.Low == given.High : given is { Form: QuantityForm.AtMost, Low: 0 };
        var quantity = isNumber ? given with { Form = QuantityForm.Point } : given;
        return IsPossible(quantity, rule, problems, where) ? quantity : null;
    }

    private static bool IsPossible(QuantityValue quantity, AttributeRule rule, Problems problems, in Where where)
    {
        var low = quantity.CanonicalLow();
        var high = quantity.CanonicalHigh();
        var most = Math.Min(rule.High, rule.Most ?? rule.High);
        if (IsTooSmall(low, rule) || IsTooSmall(high, rule) || high > most * (1 + Tolerance))
        {
            problems.Add(RefusalCodes.OutOfBounds, where, LooksLikePercent(quantity, rule, high)
                ? Invariant($"{rule.Name} is a fraction from 0 to 1, and {quantity.High} looks like percent: add \"unit\":\"%\", or give {quantity.High / 100}.")
                : Invariant($"{rule.Name} can be 0, or {rule.Least} to {most} {rule.Unit}; this is {Span(low, high)} {rule.Unit}. Check the number and the unit."));
            return false;
        }

        if (high > rule.SoftHigh && quantity.Form != QuantityForm.AtMost)
            problems.Add(RefusalCodes.UnusuallyHigh, where, Invariant($"{high} {rule.Unit} is above {rule.SoftHigh}, which would be the highest by far; check the number and the unit."));
        return true;
    }

    private static bool IsTooSmall(double number, AttributeRule rule) => number > 0 && number < rule.Least * (1 - Tolerance);

    private static bool LooksLikePercent(QuantityValue quantity, AttributeRule rule, double high) =>
        rule.Unit == "fraction" && quantity.Factor == 1 && high is > 1 and <= 100;

    private static string Span(double low, double high) => low == high ? Invariant($"{low}") : Invariant($"{low} to {high}");
}
