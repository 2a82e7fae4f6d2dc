using System.Text.Json;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Sixteen places near a border, each in the right country in the very file that ships. The widely used Natural Earth borders get six of them wrong.</summary>
public sealed class BorderTests
{
    [Theory]
    [InlineData("Myawaddy", 98.508, 16.689, "MMR")]
    [InlineData("KK Park", 98.525, 16.64, "MMR")]
    [InlineData("Shwe Kokko", 98.53, 16.815, "MMR")]
    [InlineData("Mae Sot", 98.57, 16.713, "THA")]
    [InlineData("Poipet", 102.563, 13.655, "KHM")]
    [InlineData("Aranyaprathet", 102.505, 13.69, "THA")]
    [InlineData("Tachileik", 99.88, 20.447, "MMR")]
    [InlineData("Mae Sai", 99.883, 20.428, "THA")]
    [InlineData("Ton Pheung", 100.095, 20.355, "LAO")]
    [InlineData("Sop Ruak", 100.08, 20.352, "THA")]
    [InlineData("Laukkaing", 98.765, 23.69, "MMR")]
    [InlineData("Bavet", 106.13, 11.07, "KHM")]
    [InlineData("Moc Bai", 106.18, 11.075, "VNM")]
    [InlineData("Payathonzu", 98.375, 15.305, "MMR")]
    [InlineData("Muse", 97.905, 23.995, "MMR")]
    [InlineData("Ruili", 97.85, 24.01, "CHN")]
    public void A_place_near_a_border_lies_in_its_country(string place, double longitude, double latitude, string country) =>
        Assert.Equal([country], Countries.At(longitude, latitude).Select(found => found is "" ? place : found));

    /// <summary>The land of each country, decoded from the TopoJSON that the map draws.</summary>
    private static class Countries
    {
        private static readonly IReadOnlyList<(string Country, double[][][] Rings)> s_lands = Read();

        /// <summary>The countries whose land holds a point.</summary>
        public static IReadOnlyList<string> At(double longitude, double latitude) =>
            [.. s_lands.Where(land => land.Rings.Count(ring => Holds(ring, longitude, latitude)) % 2 == 1).Select(static land => land.Country)];

        private static List<(string, double[][][])> Read()
        {
            var folder = Path.Combine(Path.GetDirectoryName(Browsers.Folder)!, "public", "data");
            using var topology = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "countries.topo.json")));
            var root = topology.RootElement;
            var (scale, translate) = (root.GetProperty("transform").GetProperty("scale"), root.GetProperty("transform").GetProperty("translate"));
            var arcs = root.GetProperty("arcs").EnumerateArray().Select(arc => Decode(arc, scale, translate)).ToArray();
            return [.. root.GetProperty("objects").GetProperty("c").GetProperty("geometries").EnumerateArray().Select(geometry => (
                geometry.GetProperty("properties").GetProperty("a3").GetString()!,
                geometry.GetProperty("arcs").EnumerateArray().SelectMany(static polygon => polygon.EnumerateArray()).Select(ring => Ring(ring, arcs)).ToArray()))];
        }

        private static double[][] Decode(JsonElement arc, JsonElement scale, JsonElement translate)
        {
            var (x, y) = (0L, 0L);
            return [.. arc.EnumerateArray().Select(step =>
            {
                (x, y) = (x + step[0].GetInt64(), y + step[1].GetInt64());
                return new[] { (x * scale[0].GetDouble()) + translate[0].GetDouble(), (y * scale[1].GetDouble()) + translate[1].GetDouble() };
            })];
        }

        // A negative index is the arc of its complement, backwards.
        private static double[][] Ring(JsonElement ring, double[][][] arcs) =>
            [.. ring.EnumerateArray().Select(static index => index.GetInt32()).SelectMany(index => index >= 0 ? arcs[index] : arcs[~index].Reverse())];

        private static bool Holds(double[][] ring, double x, double y)
        {
            var isInside = false;
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            {
                if ((ring[i][1] > y) != (ring[j][1] > y) && x < ((ring[j][0] - ring[i][0]) * (y - ring[i][1]) / (ring[j][1] - ring[i][1])) + ring[i][0])
                    isInside = !isInside;
            }

            return isInside;
        }
    }
}
