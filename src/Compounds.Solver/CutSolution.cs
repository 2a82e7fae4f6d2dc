using System.Collections.Immutable;

namespace Compounds.Solver;

/// <summary>What a solve makes least.</summary>
/// <param name="Column">An objective column; null to weigh the actions instead.</param>
/// <param name="Weights">A weight for each action.</param>
/// <param name="Fixed">The first actions that are already decided.</param>
/// <param name="Count">How many actions the set must have.</param>
internal readonly record struct Aim(int? Column, long[]? Weights = null, ImmutableArray<bool> Fixed = default, int? Count = null);

/// <summary>A set and how good it is proven to be.</summary>
/// <param name="Chosen">For each action in ordinal order whether it is in the set; default when the effort did not suffice to find any.</param>
/// <param name="IsProven">Whether nothing better exists.</param>
/// <param name="Bound">Nothing is less than this, in thousandths.</param>
internal sealed record CutSolution(ImmutableArray<bool> Chosen, bool IsProven, long Bound);
