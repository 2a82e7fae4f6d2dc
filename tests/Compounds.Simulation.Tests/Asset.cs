using System.Text.Json.Nodes;

namespace Compounds.Simulation.Tests;

/// <summary>Files of expected values, embedded in the assembly.</summary>
internal static class Asset
{
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static JsonNode Json(string name) => JsonNode.Parse(Bytes(name))!;

    public static Simulation.Network Network(string name) => Read(Bytes(name));

    public static Simulation.Network Read(byte[] json)
    {
        var reading = Simulation.Network.Read(json);
        Assert.Empty(reading.Problems);
        return reading.Network!;
    }
}
