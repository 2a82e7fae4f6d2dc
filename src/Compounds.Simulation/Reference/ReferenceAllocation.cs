namespace Compounds.Simulation;

/// <summary>
/// Allocates one kind in one hour. Conduits have one active parent, the lowest armed rank whose edge is not cut and whose
/// tail is up; consumers draw on their armed edges in order of rank; classes are served in order, pro rata inside a class.
/// </summary>
internal sealed class ReferenceAllocation
{
    private const int Classes = 3;
    private readonly Network _network;
    private readonly KindGraph _graph;
    private readonly int[] _classes;
    private readonly double[] _usedEdge;
    private readonly double[] _usedNode;
    private readonly double[] _left;
    private readonly double[] _want;
    private readonly double[][] _asked;
    private readonly double[][] _limited;
    private readonly double[][] _given;
    private readonly int[] _parent;

    public ReferenceAllocation(Network network, KindGraph graph, RationingPolicy policy)
    {
        _network = network;
        _graph = graph;
        _classes = [.. network.Nodes.Classes.Select(c => Rationing.Class(c, policy))];
        var (n, m) = (network.Nodes.Count, network.Edges.Count);
        (_usedEdge, _usedNode, _left, _want) = (new double[m], new double[n], new double[n], new double[m]);
        (_asked, _limited, _given) = (Vectors(n), Vectors(n), Vectors(n));
        _parent = new int[n];
        (Grant, FirstRankGrant) = (new double[n], new double[n]);
    }

    /// <summary>Gets what each consumer received.</summary>
    public double[] Grant { get; }

    /// <summary>Gets what each consumer received over edges of rank 1.</summary>
    public double[] FirstRankGrant { get; }

    /// <summary>Gets what flowed out of each conduit, losses of the edges included.</summary>
    public double[] Outflow => _usedNode;

    /// <summary>Gets what entered each edge.</summary>
    public double[] EdgeFlow => _usedEdge;

    /// <summary>Allocates.</summary>
    /// <param name="nodeCapacity">What each node passes at most, measures and failure included.</param>
    /// <param name="edgeCapacity">What each edge passes at most, measures included; 0 when it does not exist.</param>
    /// <param name="loss">The loss of each edge.</param>
    /// <param name="armed">Which edges are in use.</param>
    /// <param name="up">Which nodes are up.</param>
    /// <param name="request">What each consumer asks for.</param>
    public void Run(double[] nodeCapacity, double[] edgeCapacity, double[] loss, bool[] armed, bool[] up, double[] request)
    {
        Array.Clear(Grant);
        Array.Clear(FirstRankGrant);
        Array.Clear(_usedEdge);
        Array.Clear(_usedNode);
        request.CopyTo(_left, 0);
        var edges = _network.Edges;
        for (var i = 0; i < _graph.Conduits.Length; i++)
            _parent[_graph.Conduits[i]] = ActiveParent(i, edgeCapacity, armed, up);

        foreach (var pass in _graph.Passes)
        {
            foreach (var v in _graph.Conduits)
                Array.Clear(_asked[v]);
            foreach (var e in pass.Edges)
            {
                var v = edges.To[e];
                _want[e] = 0;
                if (_left[v] <= Physics.Nothing || !armed[e] || !up[edges.From[e]])
                    continue;
                var want = Math.Min(_left[v] / (1 - loss[e]), edgeCapacity[e]);
                if (want <= Physics.Nothing)
                    continue;
                _want[e] = want;
                _asked[edges.From[e]][_classes[v]] += want;
            }

            BottomUp(nodeCapacity, edgeCapacity, loss);
            TopDown(loss);
            foreach (var e in pass.Edges)
                Deliver(e, pass.Rank, loss[e]);
        }
    }

    /// <summary>The edge a conduit hangs on: -1 when it is a root, -2 when nothing supplies it.</summary>
    private int ActiveParent(int conduit, double[] edgeCapacity, bool[] armed, bool[] up)
    {
        var parents = _graph.ParentEdges[conduit];
        if (parents.Length == 0)
            return -1;
        foreach (var e in parents)
        {
            if (armed[e] && edgeCapacity[e] > 0 && up[_network.Edges.From[e]])
                return e;
        }

        return -2;
    }

    /// <summary>Sums requests towards the roots; <c>_asked</c> keeps the sum, <c>_limited</c> what the conduit asks of its parent.</summary>
    private void BottomUp(double[] nodeCapacity, double[] edgeCapacity, double[] loss)
    {
        for (var i = _graph.Conduits.Length - 1; i >= 0; i--)
        {
            var v = _graph.Conduits[i];
            var limited = _limited[v];
            _asked[v].CopyTo(limited, 0);
            Clip(limited, nodeCapacity[v] - _usedNode[v]);
            if (_parent[v] == -2)
            {
                Array.Clear(limited);
            }
            else if (_parent[v] >= 0)
            {
                var e = _parent[v];
                for (var c = 0; c < Classes; c++)
                    limited[c] /= 1 - loss[e];
                Clip(limited, edgeCapacity[e] - _usedEdge[e]);
                for (var c = 0; c < Classes; c++)
                    _asked[_network.Edges.From[e]][c] += limited[c];
            }
        }
    }

    /// <summary>Hands down what there is; <c>_given</c> becomes the share of its children's requests a conduit meets.</summary>
    private void TopDown(double[] loss)
    {
        foreach (var v in _graph.Conduits)
        {
            for (var c = 0; c < Classes; c++)
            {
                var e = _parent[v];
                var available = e == -1 ? _limited[v][c] : 0;
                if (e >= 0)
                {
                    var got = _given[_network.Edges.From[e]][c] * _limited[v][c];
                    _usedEdge[e] += got;
                    available = got * (1 - loss[e]);
                }

                var asked = _asked[v][c];
                _given[v][c] = asked > Physics.Nothing ? Math.Min(1, available / asked) : 0;
                _usedNode[v] += _given[v][c] * asked;
            }
        }
    }

    private void Deliver(int e, int rank, double loss)
    {
        if (_want[e] <= 0)
            return;
        var v = _network.Edges.To[e];
        var got = _given[_network.Edges.From[e]][_classes[v]] * _want[e];
        var delivered = got * (1 - loss);
        _usedEdge[e] += got;
        Grant[v] += delivered;
        _left[v] -= delivered;
        if (rank == 1)
            FirstRankGrant[v] += delivered;
    }

    private static void Clip(double[] classes, double capacity)
    {
        if (double.IsPositiveInfinity(capacity))
            return;
        for (var c = 0; c < Classes; c++)
        {
            classes[c] = Math.Min(classes[c], Math.Max(0, capacity));
            capacity -= classes[c];
        }
    }

    private static double[][] Vectors(int n) => [.. Enumerable.Range(0, n).Select(_ => new double[Classes])];
}
