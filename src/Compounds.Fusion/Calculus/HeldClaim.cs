namespace Compounds.Fusion;

/// <summary>A claim that counts, with what fusion works out about it.</summary>
internal sealed class HeldClaim(EvidenceClaim claim, FusionRule rule, string[]? origins, long seenHour, double growth) : IKeyed
{
    private readonly ClaimTimes _times = new(claim, rule.Nature);

    public EvidenceClaim Claim => claim;

    public string Id => claim.ClaimId;

    string IKeyed.Key => claim.ClaimId;

    public ref readonly ClaimTimes Times => ref _times;

    /// <summary>Gets when it was seen, at most the as-of time.</summary>
    public long SeenHour => seenHour;

    public double Nats { get; } = rule.Grades.Nats(claim.Grade);

    public double Credence { get; } = rule.Grades.Credence(claim.Grade);

    /// <summary>Gets the origins that the claim's report goes back to; null when it is its own and only origin.</summary>
    public string[]? Origins => origins;

    /// <summary>Gets the cluster behind each of its origins.</summary>
    public string[]? Clusters { get; private set; }

    /// <summary>Gets the cluster of its report when that is its only origin.</summary>
    public string? OwnCluster { get; private set; }

    /// <summary>Gets how many origins the claim is spread over.</summary>
    public int OriginCount => origins?.Length ?? 1;

    /// <summary>Gets the growth of its strength up to the reference hour.</summary>
    public double Growth => growth;

    /// <summary>Gets or sets where the claim is kept.</summary>
    public int Slot { get; set; }

    /// <summary>Gets or sets what later claims leave of it; 0 to 1.</summary>
    public double Retained { get; set; } = 1;

    /// <summary>Gets or sets where it stands in the support that decays.</summary>
    public Share? Place { get; set; }

    /// <summary>Gets the strength without decay, in nats.</summary>
    public double FullStrength => Nats * Retained;

    /// <summary>Gets the strength relative to the reference hour.</summary>
    public double Strength => FullStrength * growth;

    /// <summary>Looks up the clusters, once: the store has many reports.</summary>
    public void FindClusters(Provenance provenance)
    {
        if (origins is null)
            OwnCluster ??= provenance.ClusterOfOrigin(claim.ReportId);
        else
            Clusters ??= Array.ConvertAll(origins, provenance.ClusterOfOrigin);
    }

    /// <summary>An origin, in order of id.</summary>
    public string OriginAt(int index) => origins is null ? claim.ReportId : origins[index];

    /// <summary>The cluster behind an origin. Find them before.</summary>
    public string ClusterAt(int index) => origins is null ? OwnCluster! : Clusters![index];

    public bool HasOrigins(string[]? others) =>
        origins is null ? others is null : others is not null && origins.AsSpan().SequenceEqual(others);
}

/// <summary>The part of a claim that stands in one origin.</summary>
internal sealed class Share(HeldClaim held, OriginGroup group, int origins, Share? next) : IRanked
{
    public HeldClaim Held => held;

    public OriginGroup Group => group;

    /// <summary>Gets how many origins the claim is spread over.</summary>
    public int Origins => origins;

    /// <summary>Gets the share in the next origin, in order of id.</summary>
    public Share? Next => next;

    public string Id => held.Id;

    public int Position { get; set; }
}
