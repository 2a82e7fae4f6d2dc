using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Readers;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Simulation;

namespace Compounds.Server.Simulation;

/// <summary>Two to four scenarios side by side.</summary>
internal static class ComparisonEndpoint
{
    private const int Fewest = 2, Most = 4;

    public static async Task<IResult> GetAsync(string[] id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (id.Length is < Fewest or > Most || id.Distinct(StringComparer.Ordinal).Count() != id.Length)
            return Problem.BadRequest("Name two to four different scenarios: compare?id=…&id=….").Result;
        var reader = Caller.Of(http.User).Reader;
        var compared = new List<Compared>();
        foreach (var each in id)
        {
            if (!ScenarioEndpoints.IsId(each) || await ReadAsync(reader, each, grains, cancellationToken) is not { } found)
                return ScenarioEndpoints.Absent.Result;
            compared.Add(found);
        }

        if (compared.Any(static each => each.View.Outcome is null))
            return NotComparable("Every scenario must be completed; follow those that still run.");
        return compared.Select(static each => each.View.Question.Scenario.Seed).Distinct().Count() == 1
            ? TypedResults.Ok(ComparisonBody.Of(compared, reader)) : NotComparable("Scenarios are compared sample by sample, and only those of one seed meet the same world in the same sample.");
    }

    private static async Task<Compared?> ReadAsync(Reader reader, string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        await grains.GetScenario(reader, id).ReadAsync(cancellationToken) is { } view && await grains.GetNetworks(reader).FindAsync(view.Question.NetworkHash, cancellationToken) is { } network
            ? new Compared(id, view, network) : null;

    private static IResult NotComparable(string detail) => SimulationRefusals.NotComparable.Answer("These scenarios cannot be compared.", detail);
}

/// <summary>One of the scenarios compared.</summary>
internal sealed record Compared(string Id, ScenarioView View, NetworkView Network);

/// <summary>Scenarios side by side.</summary>
/// <param name="Base">The first, from which the others differ.</param>
/// <param name="Samples">The samples that all have.</param>
/// <param name="Scenarios">The scenarios in the order asked for.</param>
/// <param name="Lines">The lines, captive exposure first.</param>
/// <param name="Assumptions">The assumptions in which they differ.</param>
/// <param name="Marking">How far it may be shown: the join of the scenarios' markings.</param>
public sealed record ComparisonBody(
    string Base, int Samples, IReadOnlyList<ComparedScenario> Scenarios, IReadOnlyList<ComparedLine> Lines, IReadOnlyList<ComparedAssumption> Assumptions, Handling Marking)
{
    internal static ComparisonBody Of(IReadOnlyList<Compared> compared, Reader reader)
    {
        Outcome[] outcomes = [.. compared.Select(static each => each.View.Outcome!)];
        var differences = outcomes.Select(outcome => outcome.Less(outcomes[0])).ToArray();
        return new ComparisonBody(
            compared[0].Id, outcomes.Min(static outcome => outcome.Samples), [.. compared.Select(static each => new ComparedScenario(each.Id, each.View.Question.Title, each.Network.Hash))],
            [.. outcomes[0].Lines.Select(line => new ComparedLine(
                line.Line, line.Unit, LineBody.IsHarmful(line.Line), [.. outcomes.Select(outcome => outcome.Line(line.Line).Total)], [.. differences.Select(difference => difference[(int)line.Line])]))],
            [.. AssumptionsOf(compared)], Label.Join(compared.Select(each => each.View.Question.LabelFor(reader))).Marking);
    }

    private static IEnumerable<ComparedAssumption> AssumptionsOf(IReadOnlyList<Compared> compared)
    {
        var values = compared.Select(static each => each.Network.Assumptions.GroupBy(static assumption => (assumption.Subject, assumption.Parameter))
            .ToDictionary(static same => same.Key, static same => string.Join("; ", same.Select(static assumption => assumption.Value)))).ToArray();
        return values.SelectMany(static each => each.Keys).Distinct().OrderBy(static key => key.Subject, StringComparer.Ordinal).ThenBy(static key => key.Parameter, StringComparer.Ordinal)
            .Select(key => new ComparedAssumption(key.Subject, key.Parameter, [.. values.Select(each => each.GetValueOrDefault(key))]))
            .Where(static assumption => assumption.Values.Distinct(StringComparer.Ordinal).Count() > 1);
    }
}

/// <summary>One of the scenarios.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Network">The hash of its network.</param>
public sealed record ComparedScenario(string Id, string Title, string Network);

/// <summary>A line in all scenarios.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="IsHarm">Whether it is a harm.</param>
/// <param name="Totals">The total in each scenario.</param>
/// <param name="Differences">Each scenario less the first, sample by sample, then summarised; the first less itself is 0.</param>
public sealed record ComparedLine(LedgerLine Line, string Unit, bool IsHarm, IReadOnlyList<Spread> Totals, IReadOnlyList<Spread> Differences);

/// <summary>An assumption in which scenarios differ.</summary>
/// <param name="Subject">The node or dependency.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Values">The value in each scenario; null where it is no assumption.</param>
public sealed record ComparedAssumption(string Subject, string Parameter, IReadOnlyList<string?> Values);
