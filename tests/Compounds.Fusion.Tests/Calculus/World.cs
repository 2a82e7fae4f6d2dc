using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>Claims about one attribute, and what is known about their reports.</summary>
internal sealed record World<TClaim>(
    FusionRule Rule,
    TClaim[] Claims,
    (string Report, string Source)[] Filed,
    (string Report, string Cited)[] Cites,
    (string Source, string Cluster)[] Clusters,
    string[] Erroneous)
    where TClaim : EvidenceClaim
{
    public Provenance Provenance()
    {
        var provenance = new Provenance();
        foreach (var (report, source) in Filed)
            provenance.File(report, source);
        foreach (var (report, cited) in Cites)
            provenance.Cite(report, cited);
        foreach (var (source, cluster) in Clusters)
            provenance.DeclareCluster(source, cluster);
        foreach (var report in Erroneous)
            provenance.MarkErroneous(report);
        return provenance;
    }

    public World<TClaim> With(params TClaim[] claims) => this with { Claims = [.. Claims, .. claims] };

    public World<TClaim> Filing(string report, string source) =>
        this with { Filed = [.. Filed.Where(filed => filed.Report != report), (report, source)] };
}

/// <summary>Fuses worlds.</summary>
internal static class WorldFusion
{
    public static CategoryFusion Fuse(this World<CodeClaim> world) => world.Fuse(world.Provenance());

    public static CategoryFusion Fuse(this World<CodeClaim> world, Provenance provenance)
    {
        var fusion = new CategoryFusion(world.Rule, provenance);
        foreach (var claim in world.Claims)
            Assert.True(fusion.Add(claim));
        return fusion;
    }

    public static QuantityFusion Fuse(this World<QuantityClaim> world) => world.Fuse(world.Provenance());

    public static QuantityFusion Fuse(this World<QuantityClaim> world, Provenance provenance)
    {
        var fusion = new QuantityFusion(world.Rule, provenance);
        foreach (var claim in world.Claims)
            Assert.True(fusion.Add(claim));
        return fusion;
    }
}
