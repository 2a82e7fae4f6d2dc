using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compounds.Grains.Fronts;
using Compounds.Grains.Networks;
using Compounds.Simulation;
using Compounds.Simulation.Choice;

namespace Compounds.Server.Simulation;

/// <summary>Something that may be done or left.</summary>
/// <param name="Id">Its id in this question: 1 to 40 small letters, digits and hyphens.</param>
/// <param name="Title">What it is called, 1 to 200 characters; the id when left out.</param>
/// <param name="Measures">What it consists of, 1 to 100 measures.</param>
public sealed record ActionBody(string? Id, string? Title = null, IReadOnlyList<MeasureBody>? Measures = null);

/// <summary>A hard limit on one line of harm.</summary>
/// <param name="Line">The line.</param>
/// <param name="Limit">The most that is allowed, in the unit of the line.</param>
/// <param name="Statistic">What is compared with it.</param>
public sealed record BudgetBody(HarmLine Line, double Limit, HarmStatistic Statistic = HarmStatistic.P90);

/// <summary>Which sets of actions to look for.</summary>
/// <param name="Title">What it is called, 1 to 200 characters.</param>
/// <param name="Actions">1 to 40 actions. Of up to ten every set is simulated; of more, those worth it, provided that at most ten reach any one place.</param>
/// <param name="Network">The hash of the network; null compiles one now.</param>
/// <param name="Protect">The ids of nodes that no complete cut may reach, at most 100.</param>
/// <param name="Rationing">Who is served first when there is not enough.</param>
/// <param name="HorizonHours">The hours simulated, 1 to 2,160.</param>
/// <param name="Samples">The samples of each set, 1 to 10,000.</param>
/// <param name="Seed">The seed of all draws.</param>
/// <param name="Budgets">The limits; no critical hospital hour in nine of ten samples when left out.</param>
/// <param name="OwnAxes">Lines that are never traded for effect; captive exposure is always one.</param>
/// <param name="Basis">Whether means are compared, or what nine of ten samples reach.</param>
public sealed partial record PostFront(
    string? Title, IReadOnlyList<ActionBody>? Actions, string? Network = null, IReadOnlyList<string>? Protect = null, RationingPolicy Rationing = RationingPolicy.HumanitarianFirst,
    int HorizonHours = 168, int Samples = 128, ulong Seed = 20250205, IReadOnlyList<BudgetBody>? Budgets = null, IReadOnlyList<HarmLine>? OwnAxes = null,
    ChoiceBasis Basis = ChoiceBasis.Expected)
{
    private const int MaxTitle = 200, MaxActions = 40, MaxBudgets = 20;

    private const double MaxLimit = 1e12;

    /// <summary>Some minutes of two processors on a network of 50 nodes.</summary>
    private const long MaxSampleHours = 400_000_000;

    /// <summary>Reads the question against a network.</summary>
    /// <param name="view">The network.</param>
    /// <param name="network">The same network, built.</param>
    /// <param name="question">The question.</param>
    /// <returns>What is wrong with it; empty when it can be asked.</returns>
    internal IReadOnlyList<NetworkProblem> Read(NetworkView view, Network network, out FrontQuestion? question)
    {
        question = null;
        var problems = Limits().ToList();
        if (problems.Count > 0)
            return problems;

        // Each action alone is a scenario, and is checked as one.
        var actions = new List<(FrontAction Action, ImmutableArray<string> Spared)>();
        for (var at = 0; at < Actions!.Count; at++)
        {
            var (id, title) = (Actions[at].Id!, Actions[at].Title?.Trim() ?? Actions[at].Id!);
            var alone = new PostScenario(title, Network, Actions[at].Measures, Protect, Rationing, HorizonHours, Samples, Seed, Tolerance: 0);
            problems.AddRange(alone.Read(view, network, out var scenario).Select(problem => At(at, problem)));
            if (scenario is not null)
                actions.Add((new(id, title, scenario.Scenario with { Measures = scenario.Asked }), scenario.Spared));
        }

        if (problems.Count > 0)
            return [.. problems.DistinctBy(static problem => (problem.Path, problem.Code))];
        var asked = new FrontQuestion(
            Title!.Trim(), view.Hash, view.AsOf, view.KnownAt, [.. actions.Select(static each => each.Action).OrderBy(static action => action.Id, StringComparer.Ordinal)], actions[0].Spared,
            new(HarmWeights.Default, Budgets is null ? HarmBudget.Default : [.. Budgets.Select(static budget => new HarmBudget(budget.Line, budget.Limit, budget.Statistic)).Distinct()],
                [.. (OwnAxes ?? []).Append(HarmLine.CaptiveExposure).Distinct().Order()], Basis),
            view.Label);
        if (TooMuch(network, asked) is { } problem)
            return [problem];
        question = asked;
        return [];
    }

    private NetworkProblem? TooMuch(Network network, FrontQuestion asked)
    {
        var sets = 1 << Math.Min(asked.Actions.Length, DynamicPlan.ExhaustiveActions);
        if (!asked.IsSmall)
        {
            if (!asked.TryPlan(network, out var tables, out var fault))
                return new("/actions", "too-many", fault.Sentence);
            sets = tables.Sets.Length + FrontQuestion.MostChecked;
        }

        return (long)sets * HorizonHours * Samples <= MaxSampleHours ? null : new(
            "/samples", "out-of-range", $"Up to {sets:#,0} sets are simulated; sets times samples times hours are at most {MaxSampleHours:#,0}. Ask for fewer samples, hours or actions.");
    }

    private IEnumerable<NetworkProblem> Limits()
    {
        if (string.IsNullOrWhiteSpace(Title) || Title.Trim().Length > MaxTitle || Title.Any(char.IsControl))
            yield return new("/title", "out-of-range", $"The title is 1 to {MaxTitle} characters on one line.");
        if (Actions is not { Count: >= 1 and <= MaxActions })
            yield return new("/actions", "out-of-range", $"A search has 1 to {MaxActions} actions.");
        if (!Enum.IsDefined(Basis))
            yield return new("/basis", "unknown-name", "The basis is expected or robust.");
        if (OwnAxes?.Any(static line => !Enum.IsDefined(line)) is true)
            yield return new("/ownAxes", "unknown-name", "An axis is a line of harm, such as captiveExposure.");
        if (Budgets?.Count > MaxBudgets)
            yield return new("/budgets", "too-many", $"At most {MaxBudgets} limits are set.");
        for (var at = 0; at < (Budgets?.Count ?? 0); at++)
        {
            if (Budgets![at] is not { Limit: >= 0 and <= MaxLimit } budget || !Enum.IsDefined(budget.Line) || !Enum.IsDefined(budget.Statistic))
                yield return new($"/budgets/{at}", "out-of-range", "A limit has a line of harm, a number from 0 to 10^12 in its unit, and mean or p90.");
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < (Actions?.Count ?? 0); at++)
        {
            if (Actions![at] is not { Id: { } id } action || !ActionId().IsMatch(id))
                yield return new($"/actions/{at}/id", "out-of-range", "An action has an id of 1 to 40 small letters, digits and hyphens.");
            else if (!known.Add(id))
                yield return new($"/actions/{at}/id", "duplicate", $"Two actions are called {id}; an id is used once.");
            else if (action.Measures is not { Count: > 0 })
                yield return new($"/actions/{at}/measures", "missing", "An action has at least one measure.");
        }
    }

    private static NetworkProblem At(int action, NetworkProblem problem) =>
        problem.Path.StartsWith("/title", StringComparison.Ordinal) || problem.Path.StartsWith("/measures", StringComparison.Ordinal) ? problem with { Path = $"/actions/{action}{problem.Path}" } : problem;

    [GeneratedRegex("^[a-z0-9-]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex ActionId();
}
