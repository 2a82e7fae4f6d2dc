using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>Random grades, claims, rules and provenances.</summary>
internal static class Worlds
{
    public static Gen<Grade> Grade { get; } = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 6], (r, c) => new Grade((Reliability)r, (Credibility)c));
}
