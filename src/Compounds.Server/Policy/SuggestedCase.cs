using System.Collections.Immutable;
using Compounds.Assessments;
using Compounds.Grains.Networks;
using Compounds.Grains.Subjects;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;
using Compounds.Subjects;

namespace Compounds.Server.Policy;

/// <summary>What the live state knows of the people that an action could harm. A start for the case: whoever proposes answers for it.</summary>
/// <param name="Network">The address of the network that was looked at.</param>
/// <param name="Captives">The sites that the measures reach, with the people held there as reported; null where nobody reported them.</param>
/// <param name="Feeders">The nodes that the measures name, with the hospitals and residents behind each as reported; null where nobody reported any.</param>
/// <param name="Crossings">The crossings that the sites are reached by, with what is known of screening and shelter.</param>
/// <param name="Subjects">Targets and sites, whose reports the action may rest on.</param>
public sealed record SuggestedCase(
    string Network, IReadOnlyList<CaptiveEstimate> Captives, IReadOnlyList<FeederDependents> Feeders, IReadOnlyList<CrossingCapacity> Crossings, IReadOnlyList<string> Subjects)
{
    /// <summary>Looks at the network of the forecast, or at the live one when there is none or it is not one of the reader's.</summary>
    internal static async Task<SuggestedCase> ForAsync(PolicyAction action, Reader reader, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var networks = grains.GetNetworks(reader);
        var network = (action.Forecast is { } forecast ? await networks.FindAsync(forecast.NetworkHash, cancellationToken) : null)
            ?? await networks.CompileAsync(SubjectQuestion.Now, cancellationToken);
        var reach = new NetworkReach(network);
        ImmutableArray<string> targets = [.. action.Scenario!.Measures.Select(measure => reach.NodeOf(measure.Target)).Distinct(StringComparer.Ordinal)];
        ImmutableArray<NetworkNode> sites = [.. action.Scenario.Measures.SelectMany(measure => reach.Behind(measure.Target)).DistinctBy(static node => node.Id)
            .Where(static node => node.Type is NodeType.Compound).OrderBy(static node => node.Id, StringComparer.Ordinal)];
        var question = SubjectQuestion.Now with { AsOf = network.AsOf };
        var crossings = await Task.WhenAll(reach.CrossingsTo(sites).Select(id => CapacityAsync(id, reader, question, grains, cancellationToken)));
        return new(
            network.Hash, [.. sites.Select(static site => new CaptiveEstimate(site.Id, Reported(site, "captives")))],
            [.. targets.Where(target => !crossings.Any(crossing => crossing.Crossing == target)).Select(target => Dependents(target, [.. action.Scenario.Measures.Where(measure => reach.NodeOf(measure.Target) == target)
                .SelectMany(measure => reach.Behind(measure.Target)).DistinctBy(static node => node.Id)]))],
            crossings, [.. targets.Concat(sites.Select(static site => site.Id)).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Hospitals are counted and residents summed bound by bound, as if all settlements were low or high together: wider than they are, never narrower.</summary>
    private static FeederDependents Dependents(string target, ImmutableArray<NetworkNode> behind)
    {
        var hospitals = behind.Count(static node => node.Type is NodeType.Hospital);
        var residents = behind.Where(static node => node.Type is NodeType.Village).Select(static node => Reported(node, "population")).OfType<Spread>().ToArray();
        return new(target, hospitals > 0 ? hospitals : null, residents.Length > 0 ? new Spread(residents.Sum(static r => r.P10), residents.Sum(static r => r.P50), residents.Sum(static r => r.P90)) : null);
    }

    private static Spread? Reported(NetworkNode node, string parameter) => node.Values.FirstOrDefault(value => value.Parameter == parameter && value.IsReported)?.Range;

    /// <summary>The lower end of what is known: places that are not there help nobody.</summary>
    private static async Task<CrossingCapacity> CapacityAsync(string crossing, Reader reader, SubjectQuestion question, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var view = SubjectId.TryParse(crossing, out var id) ? await grains.GetSubject(id).ReadAsync(reader, question, cancellationToken) : null;
        return new(crossing, Lower("screeningCapacity"), Lower("shelterCapacity"));

        int? Lower(string attribute) => view?.Assessments.FirstOrDefault(each => each.Attribute == attribute)?.Quantity?.Estimate is { } range ? (int)range.P10 : null;
    }
}
