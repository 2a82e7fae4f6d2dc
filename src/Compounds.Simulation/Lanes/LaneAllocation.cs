using System.Runtime.CompilerServices;

namespace Compounds.Simulation;

/// <summary>Allocates one kind in one hour for several samples: the algorithm of <see cref="ReferenceAllocation"/>.</summary>
internal sealed unsafe class LaneAllocation<TLanes, TValue, TMask>
    where TLanes : ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    /// <summary>Shares of a request that are noise of single precision.</summary>
    private const float Noise = 2e-6f, Nothing = (float)Physics.Nothing;

    private readonly LaneMemory _memory = new();
    private readonly LaneKind _kind;
    private readonly LaneWorld _world;
    private readonly float* _request, _grant, _firstRank, _capacity;
    private readonly float* _asked, _share, _option, _usedNode, _usedEdge, _want;
    private readonly int[] _classRows;
    private readonly bool _severalPasses;

    public LaneAllocation(LanePlan plan, LaneKind kind, LaneWorld world)
    {
        (_kind, _world) = (kind, world);
        var k = (int)kind.Kind;
        _request = world.Request[k];
        _grant = world.Grant[k];
        _firstRank = world.FirstRank[k];
        _capacity = world.NodeCapacity[k];
        var classes = kind.Conduits.Length * 3 * TLanes.Count;
        _asked = _memory.Floats(classes);
        _share = _memory.Floats(classes);
        _option = _memory.Floats(kind.Parents.Length * 3 * TLanes.Count);
        _usedNode = _memory.Floats(plan.Nodes.Length * TLanes.Count);
        _usedEdge = _memory.Floats(plan.Network.Edges.Count * TLanes.Count);
        _want = _memory.Floats(Math.Max(1, kind.Passes.Length == 0 ? 1 : kind.Passes.Max(p => p.Edges.Length)) * TLanes.Count);
        _classRows = [.. kind.Conduits.SelectMany(c => kind.Classes.Skip(c.FirstClass).Take(c.ClassCount).Select(offset => c.ClassRow + offset))];
        _severalPasses = kind.Passes.Length > 1;
    }

    /// <summary>Allocates under the capacities, armed edges and requests of the world.</summary>
    public void Run()
    {
        var zero = TLanes.Splat(0);
        foreach (var row in _kind.LateConsumers)
            TLanes.Store(_grant + row, zero);
        if (_severalPasses)
            ClearUse(zero);
        var ranked = false;
        for (var p = 0; p < _kind.Passes.Length; p++)
        {
            var pass = _kind.Passes[p];
            if (!ranked && pass.Rank > 1)
            {
                KeepFirstRank();
                ranked = true;
            }

            if (p == 0)
                AskFirst(pass.Edges);
            else if (!AskAgain(pass.Edges))
                continue;
            BottomUp();
            TopDown();
            if (p == 0)
                DeliverFirst(pass.Edges);
            else
                DeliverAgain(pass.Edges);
        }

        if (!ranked)
            KeepFirstRank();
    }

    /// <summary>Remembers what rank 1 gave to those whose clock needs it, before later ranks add to it.</summary>
    private void KeepFirstRank()
    {
        var none = _kind.Passes[0].Rank > 1;
        foreach (var row in _kind.WaitingConsumers)
            TLanes.Store(_firstRank + row, none ? TLanes.Splat(0) : TLanes.Load(_grant + row));
    }

    private void ClearUse(TValue zero)
    {
        foreach (ref readonly var conduit in _kind.Conduits.AsSpan())
        {
            if (conduit.IsLimited)
                TLanes.Store(_usedNode + conduit.Row, zero);
        }

        foreach (ref readonly var parent in _kind.Parents.AsSpan())
        {
            if (parent.IsLimited)
                TLanes.Store(_usedEdge + parent.EdgeRow, zero);
        }
    }

    private void ClearAsked()
    {
        var zero = TLanes.Splat(0);
        foreach (var row in _classRows)
            TLanes.Store(_asked + row, zero);
    }

    private void AskFirst(LaneEdge[] edges)
    {
        ClearAsked();
        var want = _want;
        var (row, sum) = (edges[0].ClassRow, TLanes.Splat(0));
        for (var i = 0; i < edges.Length; i++, want += TLanes.Count)
        {
            ref readonly var edge = ref edges[i];
            Turn(edge.ClassRow, ref row, ref sum);
            var asked = TLanes.Load(_request + edge.Row);
            if (!edge.IsPlain)
            {
                asked = Limit(in edge, asked);
                TLanes.Store(want, asked);
            }

            sum = TLanes.Add(sum, asked);
        }

        TLanes.Store(_asked + row, sum);
    }

    private bool AskAgain(LaneEdge[] edges)
    {
        ClearAsked();
        var zero = TLanes.Splat(0);
        var most = zero;
        var want = _want;
        var (row, sum) = (edges[0].ClassRow, zero);
        for (var i = 0; i < edges.Length; i++, want += TLanes.Count)
        {
            ref readonly var edge = ref edges[i];
            Turn(edge.ClassRow, ref row, ref sum);
            var request = TLanes.Load(_request + edge.Row);
            var left = TLanes.Subtract(request, TLanes.Load(_grant + edge.Row));
            left = TLanes.Select(TLanes.AtMost(left, TLanes.Multiply(request, TLanes.Splat(Noise))), zero, left);
            var asked = Limit(in edge, left);
            most = TLanes.Max(most, asked);
            TLanes.Store(want, asked);
            sum = TLanes.Add(sum, asked);
        }

        TLanes.Store(_asked + row, sum);
        return TLanes.Any(TLanes.Less(zero, most));
    }

    /// <summary>Goes on with the sum of a conduit's class. Edges of one lie side by side: a sum that stays in a register does not wait for its own store.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Turn(int to, ref int row, ref TValue sum)
    {
        if (to == row)
            return;
        TLanes.Store(_asked + row, sum);
        row = to;
        sum = TLanes.Load(_asked + row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Limit(ref readonly LaneEdge edge, TValue asked)
    {
        if (edge.IsLossy)
            asked = TLanes.Multiply(asked, TLanes.Load(_world.InverseKeep + edge.EdgeRow));
        if (edge.IsLimited)
            asked = TLanes.Min(asked, TLanes.Load(_world.EdgeCapacity + edge.EdgeRow));
        if (edge.IsWaiting)
            asked = TLanes.Multiply(asked, TLanes.Load(_world.Armed + edge.EdgeRow));
        return asked;
    }

    private void BottomUp()
    {
        for (var i = _kind.Conduits.Length - 1; i >= 0; i--)
        {
            ref readonly var conduit = ref _kind.Conduits[i];
            var left = LeftIn(in conduit);
            if (conduit.ParentCount == 1)
            {
                ref readonly var parent = ref _kind.Parents[conduit.FirstParent];
                var leftOver = LeftOver(in parent);
                foreach (var c in _kind.ClassesOf(in conduit))
                    Carry(in parent, c, Clip(conduit.IsLimited, ref left, TLanes.Load(_asked + conduit.ClassRow + c)), ref leftOver);
                continue;
            }

            // What a root has to give, or what waits to be asked of one of several parents.
            foreach (var c in _kind.ClassesOf(in conduit))
                TLanes.Store(_share + conduit.ClassRow + c, Clip(conduit.IsLimited, ref left, TLanes.Load(_asked + conduit.ClassRow + c)));
            AskOneParent(in conduit);
        }
    }

    /// <summary>Each lane hangs on the first of its parents that is armed, not cut and up.</summary>
    private void AskOneParent(in LaneConduit conduit)
    {
        var zero = TLanes.Splat(0);
        var free = TLanes.Less(zero, TLanes.Splat(1));
        foreach (ref readonly var parent in _kind.ParentsOf(in conduit))
        {
            var usable = TLanes.And(free, Usable(in parent));
            free = TLanes.AndNot(free, usable);
            var leftOver = LeftOver(in parent);
            foreach (var c in _kind.ClassesOf(in conduit))
                Carry(in parent, c, TLanes.Select(usable, TLanes.Load(_share + conduit.ClassRow + c), zero), ref leftOver);
        }
    }

    private TMask Usable(in LaneParent parent)
    {
        var zero = TLanes.Splat(0);
        var usable = TLanes.And(TLanes.Less(zero, TLanes.Load(_world.EdgeCapacity + parent.EdgeRow)), TLanes.Less(zero, TLanes.Load(_world.Armed + parent.EdgeRow)));
        return parent.GateRow < 0 ? usable : TLanes.And(usable, TLanes.Less(zero, TLanes.Load(_world.Up + parent.GateRow)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue LeftIn(in LaneConduit conduit)
    {
        if (!conduit.IsLimited)
            return TLanes.Splat(0);
        var left = TLanes.Load(_capacity + conduit.Row);
        return _severalPasses ? TLanes.Subtract(left, TLanes.Load(_usedNode + conduit.Row)) : left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue LeftOver(in LaneParent parent)
    {
        if (!parent.IsLimited)
            return TLanes.Splat(0);
        var left = TLanes.Load(_world.EdgeCapacity + parent.EdgeRow);
        return _severalPasses ? TLanes.Subtract(left, TLanes.Load(_usedEdge + parent.EdgeRow)) : left;
    }

    /// <summary>Asks a parent for what a class asks for, as far as the line between them carries it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Carry(in LaneParent parent, int c, TValue asked, ref TValue leftOver)
    {
        if (parent.IsLossy)
            asked = TLanes.Multiply(asked, TLanes.Load(_world.InverseKeep + parent.EdgeRow));
        asked = Clip(parent.IsLimited, ref leftOver, asked);
        if (parent.IsWaiting)
            asked = TLanes.Multiply(asked, TLanes.Load(_world.Armed + parent.EdgeRow));
        TLanes.Store(_option + parent.OptionRow + c, asked);
        var all = _asked + parent.ParentClassRow + c;
        TLanes.Store(all, TLanes.Add(TLanes.Load(all), asked));
    }

    private void TopDown()
    {
        foreach (ref readonly var conduit in _kind.Conduits.AsSpan())
        {
            var used = TLanes.Splat(0);
            foreach (var c in _kind.ClassesOf(in conduit))
            {
                var at = conduit.ClassRow + c;
                var asked = TLanes.Load(_asked + at);
                var available = conduit.ParentCount == 0 ? TLanes.Load(_share + at) : Received(_kind.ParentsOf(in conduit), c);
                var share = TLanes.Select(TLanes.Less(TLanes.Splat(Nothing), asked), TLanes.Splat(1), TLanes.Splat(0));
                var lacks = TLanes.Less(available, TLanes.Multiply(asked, TLanes.Splat(1 - Noise)));
                if (TLanes.Any(lacks))
                    share = TLanes.Select(lacks, TLanes.Multiply(share, TLanes.Divide(available, asked)), share);
                TLanes.Store(_share + at, share);
                used = TLanes.Add(used, TLanes.Multiply(share, asked));
            }

            if (_severalPasses && conduit.IsLimited)
                TLanes.Store(_usedNode + conduit.Row, TLanes.Add(TLanes.Load(_usedNode + conduit.Row), used));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Received(ReadOnlySpan<LaneParent> parents, int c)
    {
        var sum = TLanes.Splat(0);
        foreach (ref readonly var parent in parents)
        {
            var got = TLanes.Multiply(TLanes.Load(_share + parent.ParentClassRow + c), TLanes.Load(_option + parent.OptionRow + c));
            if (_severalPasses && parent.IsLimited)
                TLanes.Store(_usedEdge + parent.EdgeRow, TLanes.Add(TLanes.Load(_usedEdge + parent.EdgeRow), got));
            if (parent.IsLossy)
                got = TLanes.Multiply(got, TLanes.Load(_world.Keep + parent.EdgeRow));
            sum = TLanes.Add(sum, got);
        }

        return sum;
    }

    private void DeliverFirst(LaneEdge[] edges)
    {
        var want = _want;
        for (var i = 0; i < edges.Length; i++, want += TLanes.Count)
        {
            ref readonly var edge = ref edges[i];
            TLanes.Store(_grant + edge.Row, Delivered(in edge, edge.IsPlain ? _request + edge.Row : want));
        }
    }

    private void DeliverAgain(LaneEdge[] edges)
    {
        var want = _want;
        for (var i = 0; i < edges.Length; i++, want += TLanes.Count)
        {
            ref readonly var edge = ref edges[i];
            TLanes.Store(_grant + edge.Row, TLanes.Add(TLanes.Load(_grant + edge.Row), Delivered(in edge, want)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Delivered(ref readonly LaneEdge edge, float* want)
    {
        var got = TLanes.Multiply(TLanes.Load(_share + edge.ClassRow), TLanes.Load(want));
        return edge.IsLossy ? TLanes.Multiply(got, TLanes.Load(_world.Keep + edge.EdgeRow)) : got;
    }

    /// <summary>Takes from what is left as much as is asked; classes come in the order of their protection.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TValue Clip(bool isLimited, ref TValue left, TValue asked)
    {
        if (!isLimited)
            return asked;
        asked = TLanes.Min(asked, TLanes.Max(TLanes.Splat(0), left));
        left = TLanes.Subtract(left, asked);
        return asked;
    }
}
