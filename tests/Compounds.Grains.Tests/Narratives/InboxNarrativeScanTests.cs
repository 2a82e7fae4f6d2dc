using Compounds.Grains.Narratives;

namespace Compounds.Grains.Tests.Narratives;

/// <summary>The scan of the inboxes, over two silos.</summary>
public sealed class InboxNarrativeScanTests(GrainCluster cluster) : NarrativeIndexTests(cluster), IClassFixture<GrainCluster>
{
    internal override INarrativeIndex Index { get; } = new InboxNarrativeScan(cluster.Grains, cluster.Register);
}
