using Compounds.Simulation.Tests.Properties;
using CsCheck;

namespace Compounds.Simulation.Tests.Network;

public class NetworkDocumentWriterTests
{
    [Fact]
    public void What_is_written_reads_as_the_same_network() => RandomNetwork.Any.Sample(
        static random => Assert.Equal(random.Network.Hash, Simulation.Network.Read(NetworkDocumentWriter.Write(random.Nodes, random.Edges)).Network?.Hash), iter: 100);

    [Fact]
    public void A_supply_that_stands_for_what_nobody_reported_is_written_too()
    {
        var network = RandomNetwork.Build(OtherwiseTests.Nodes, OtherwiseTests.Edges);

        Assert.Equal(network.Hash, Simulation.Network.Read(NetworkDocumentWriter.Write(OtherwiseTests.Nodes, OtherwiseTests.Edges)).Network!.Hash);
    }
}
