namespace Compounds.Server.Graphs;

/// <summary>A place in the unit square, 0 at the left and at the top.</summary>
internal readonly record struct GraphPlace(double X, double Y);

/// <summary>
/// Places the nodes of a graph: first on rings by their distance from the focus, then moved by springs and repulsion. Pure: the same graph
/// is always drawn the same, so a picture in a briefing is the picture on the screen.
/// </summary>
internal static class GraphLayout
{
    private const int Steps = 240;
    private const double Margin = 0.06;

    // The angle by which a sunflower turns from seed to seed: no two nodes of a ring ever start at one place.
    private static readonly double s_turn = Math.PI * (3 - Math.Sqrt(5));

    /// <summary>Places nodes.</summary>
    /// <param name="depths">Each node's distance from the focus, in ties; the focus, which is first, has 0.</param>
    /// <param name="edges">Pairs of nodes that are tied.</param>
    /// <returns>A place for each node.</returns>
    public static GraphPlace[] Place(IReadOnlyList<int> depths, IReadOnlyList<(int From, int To)> edges)
    {
        var places = new (double X, double Y)[depths.Count];
        for (var i = 0; i < places.Length; i++)
            places[i] = (depths[i] * Math.Cos(i * s_turn), depths[i] * Math.Sin(i * s_turn));
        for (var step = 0; step < Steps; step++)
            Move(places, depths, edges, 0.3 * (1 - ((double)step / Steps)));
        return Fit(places);
    }

    private static void Move((double X, double Y)[] places, IReadOnlyList<int> depths, IReadOnlyList<(int From, int To)> edges, double furthest)
    {
        var forces = new (double X, double Y)[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            for (var j = i + 1; j < places.Length; j++)
            {
                var (x, y) = (places[i].X - places[j].X, places[i].Y - places[j].Y);
                var push = 0.35 / Math.Max(0.01, (x * x) + (y * y));
                Add(i, x * push, y * push);
                Add(j, -x * push, -y * push);
            }

            Add(i, -0.02 * places[i].X, -0.02 * places[i].Y);
        }

        foreach (var (from, to) in edges)
        {
            var (x, y) = (places[to].X - places[from].X, places[to].Y - places[from].Y);
            var pull = 0.5 * (Math.Sqrt((x * x) + (y * y)) - 1);
            Add(from, x * pull, y * pull);
            Add(to, -x * pull, -y * pull);
        }

        for (var i = 0; i < places.Length; i++)
        {
            var length = Math.Sqrt((forces[i].X * forces[i].X) + (forces[i].Y * forces[i].Y));
            if (depths[i] == 0 || length == 0)
                continue;
            var share = Math.Min(length, furthest) / length;
            places[i] = (places[i].X + (forces[i].X * share), places[i].Y + (forces[i].Y * share));
        }

        void Add(int node, double x, double y) => forces[node] = (forces[node].X + x, forces[node].Y + y);
    }

    private static GraphPlace[] Fit((double X, double Y)[] places)
    {
        if (places.Length < 2)
            return [.. places.Select(static _ => new GraphPlace(0.5, 0.5))];
        var (left, right) = (places.Min(static place => place.X), places.Max(static place => place.X));
        var (top, bottom) = (places.Min(static place => place.Y), places.Max(static place => place.Y));
        var size = Math.Max(right - left, bottom - top);
        return [.. places.Select(place => new GraphPlace(Scale(place.X - ((left + right) / 2)), Scale(place.Y - ((top + bottom) / 2))))];

        // A hundredth of a thousandth of the picture is less than any screen shows.
        double Scale(double offset) => Math.Round(0.5 + ((1 - (2 * Margin)) * offset / size), 5);
    }
}
