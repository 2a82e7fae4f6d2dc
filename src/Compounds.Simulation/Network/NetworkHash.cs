namespace Compounds.Simulation;

/// <summary>The address of a network: SHA-256 over names, links and quantities, sorted by name.</summary>
internal static class NetworkHash
{
    public static string Of(NodeTable nodes, EdgeTable edges)
    {
        using var hash = new CanonicalHash("network/1");
        hash.Add(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            hash.Add(nodes.Ids[i]);
            hash.Add((int)nodes.Types[i]);
            hash.Add(nodes.Classes[i]);
            hash.Add(nodes.Needs[i].Sum(k => 1 << (int)k));
            hash.Add(nodes.CapacityKinds[i] is { } kind ? (int)kind : -1);
            hash.Add(nodes.Profiles[i] ?? []);
            hash.Add(nodes.Shifts[i] ?? []);
            hash.Add([nodes.East[i], nodes.North[i]]);
            hash.Add(nodes.Operators[i] ?? "");
            foreach (var column in nodes.Parameters)
                hash.Add(column[i]);
        }

        hash.Add(edges.Count);
        for (var e = 0; e < edges.Count; e++)
        {
            hash.Add(edges.Ids[e]);
            hash.Add(edges.From[e]);
            hash.Add(edges.To[e]);
            hash.Add((int)edges.Kinds[e]);
            hash.Add(edges.Ranks[e]);
            hash.Add(edges.Capacity[e]);
            hash.Add(edges.Loss[e]);
            hash.Add(edges.Delay[e]);
            hash.Add([edges.Exists[e]]);
            if (edges.Otherwise[e] is not null)
                hash.Add("otherwise");
        }

        return hash.Finish();
    }
}
