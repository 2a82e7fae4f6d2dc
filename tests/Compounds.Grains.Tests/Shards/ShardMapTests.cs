using Compounds.Grains.Shards;
using CsCheck;

namespace Compounds.Grains.Tests.Shards;

/// <summary>Which silo writes which shard.</summary>
public sealed class ShardMapTests
{
    private static readonly Gen<(int Shards, string[] Silos)> s_clusters = Gen.Select(
        Gen.Int[1, 64], Gen.Int[1, 9].SelectMany(static count => Gen.Int[1, 99].Array[count]).Select(static numbers =>
            numbers.Distinct().Select(static number => $"S10.0.0.{number}:11111:1").ToArray()));

    [Fact]
    public void No_silo_writes_more_than_its_share() => s_clusters.Sample(static cluster =>
        ShardMap.Spread(cluster.Shards, cluster.Silos).CountBy(static silo => silo)
            .All(each => each.Value <= Math.Ceiling(cluster.Shards / (double)cluster.Silos.Length)));

    [Fact]
    public void All_who_know_the_same_silos_come_to_the_same_map() => s_clusters.Sample(static cluster =>
    {
        string[] turned = [.. cluster.Silos.Reverse()];
        return ShardMap.Spread(cluster.Shards, cluster.Silos).Select(silo => cluster.Silos[silo])
            .SequenceEqual(ShardMap.Spread(cluster.Shards, turned).Select(silo => turned[silo]));
    });

    [Fact]
    public void Most_shards_stay_where_they_are_when_a_silo_goes()
    {
        string[] silos = ["S10.0.0.1:11111:1", "S10.0.0.2:11111:1", "S10.0.0.3:11111:1", "S10.0.0.4:11111:1"];
        var before = ShardMap.Spread(12, silos).Select(silo => silos[silo]).ToList();
        var after = ShardMap.Spread(12, silos[..3]).Select(silo => silos[silo]).ToList();
        Assert.InRange(before.Zip(after).Count(static pair => pair.First == pair.Second), 5, 9);
    }
}
