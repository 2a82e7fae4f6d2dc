using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>Breaks circles: within one kind a supply must not depend on itself, and reports may say that it does.</summary>
internal static class SupplyCircles
{
    /// <summary>Leaves the least likely dependency of each circle out, the first by name among equals, until none is left.</summary>
    public static void Break(NetworkDraft draft)
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            while (Find(draft, kind) is { } circle)
            {
                var weakest = circle.OrderBy(static edge => edge.Exists ?? 1).ThenBy(static edge => edge.Id, StringComparer.Ordinal).First();
                draft.Edges.Remove(weakest.Id);
                draft.Omit(weakest.Id, "cycle", $"{kind} would flow in a circle: {string.Join(" > ", circle.Select(static edge => edge.From))} > {circle[0].From}. The least likely part of it is left out.");
            }
        }
    }

    private static List<EdgeDefinition>? Find(NetworkDraft draft, Kind kind)
    {
        var leaving = draft.Edges.Values.Where(edge => edge.Kind == kind).ToLookup(static edge => edge.From, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in leaving.Select(static group => group.Key).Order(StringComparer.Ordinal))
        {
            var path = new List<EdgeDefinition>();
            var open = new Stack<(string Node, IEnumerator<EdgeDefinition> Next)>();
            var onPath = new HashSet<string>(StringComparer.Ordinal);
            Enter(start);
            while (open.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    open.Pop();
                    onPath.Remove(top.Node);
                    done.Add(top.Node);
                    if (path.Count > 0)
                        path.RemoveAt(path.Count - 1);
                    continue;
                }

                var edge = top.Next.Current;
                if (onPath.Contains(edge.To))
                    return [.. path.SkipWhile(each => each.From != edge.To), edge];
                if (done.Contains(edge.To))
                    continue;
                path.Add(edge);
                Enter(edge.To);
            }

            void Enter(string node)
            {
                if (done.Contains(node))
                    return;
                open.Push((node, leaving[node].GetEnumerator()));
                onPath.Add(node);
            }
        }

        return null;
    }
}
