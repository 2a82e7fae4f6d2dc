using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>What the claims of a side add up to: all of them as they decay, and for each contrary side those that meet one of it.</summary>
/// <remarks>
/// Eight sums at once: in the first lane the support, in one for each contrary side that of the claims that meet one of it, without
/// decay, or a conflict would heal by waiting. The sums of a cluster are kept until something of it changes.
/// </remarks>
internal sealed class SideSupport(ClaimSide side, Provenance provenance)
{
    private const int Support = 0;
    private static readonly int s_width = Vector512<long>.Count;
    private static readonly Vector512<double> s_isSupport = Vector512.Create(-1L, 0, 0, 0, 0, 0, 0, 0).AsDouble();
    private readonly OriginTable _table = new(provenance);
    private SideRanks? _ranks;
    private HeldClaim? _chief;

    // By slot, to a whole number of vectors. The full strength is without decay; of a claim of several origins it is what each has.
    private double[] _nats = [];
    private double[] _growths = [];
    private double[] _full = [];
    private bool[] _isChanged = [];

    // By slot and lane, how many claims of a contrary side the claim meets; 1 in the lane of the support.
    private long[] _meetings = new long[s_width];
    private int _lanes = 1;

    // By number of the cluster: its first entry in the table, whether a claim of it changed, and its sums, for every eight lanes.
    private int[] _starts = [];
    private bool[] _isOutdated = [];
    private Vector512<double>[] _clusters = [];
    private double[] _sums = new double[s_width];
    private bool _isSettled = true;

    /// <summary>Gets where the claims stand.</summary>
    public SideRanks Ranks
    {
        get
        {
            Settle();
            return _ranks!;
        }
    }

    /// <summary>Says that sums are to be worked out again.</summary>
    public void Unsettle() => _isSettled = false;

    public bool Holds(string originId) => _table.Find(originId) is not null;

    /// <summary>The discounted sum of all claims, relative to the reference hour.</summary>
    public double Sum()
    {
        Settle();
        return _sums[Support];
    }

    /// <summary>The discounted sum, without decay, of the claims that meet one of a contrary side.</summary>
    public double SumMeeting(ClaimSide contrary)
    {
        Settle();
        return side.LaneOf(contrary) is var lane && lane < _lanes ? _sums[lane] : 0;
    }

    /// <summary>The claim with most nats, of equal ones the lesser id.</summary>
    public HeldClaim Chief()
    {
        Settle();
        return _chief ??= _ranks!.Chief();
    }

    /// <summary>Makes room for so many claims.</summary>
    public void Grow(int capacity)
    {
        Array.Resize(ref _nats, capacity);
        Array.Resize(ref _growths, capacity);
        Array.Resize(ref _full, capacity);
        Array.Resize(ref _isChanged, capacity);
        Array.Resize(ref _meetings, (capacity * _lanes) + s_width);
    }

    /// <summary>Takes in the claim that stands last in the side.</summary>
    public void Append(HeldClaim held)
    {
        var slot = held.Slot;
        (_nats[slot], _growths[slot]) = (held.Nats / held.OriginCount, held.Growth);
        MeetingsOf(slot).Clear();
        MeetingsOf(slot)[Support] = 1;
        _table.Append(held);
        (_isChanged[slot], _isSettled) = (true, false);
    }

    /// <summary>Takes out a claim; that of the last slot moves to its.</summary>
    public void TakeOut(HeldClaim held, int last)
    {
        _table.TakeOut(held, last);
        (_nats[held.Slot], _growths[held.Slot]) = (_nats[last], _growths[last]);
        MeetingsOf(last).CopyTo(MeetingsOf(held.Slot));
        ChangeAll();
    }

    /// <summary>Changes how many claims of a contrary side a claim meets.</summary>
    public void Meet(int slot, ClaimSide contrary, int change)
    {
        if (change == 0)
            return;

        var lane = side.LaneOf(contrary);
        if (lane >= _lanes)
            Widen(lane + 1);
        ref var meetings = ref MeetingsOf(slot)[lane];
        if (meetings == 0 || meetings + change == 0)
            (_isChanged[slot], _isSettled) = (true, false);
        meetings += change;
    }

    private Span<long> MeetingsOf(int slot) => _meetings.AsSpan(slot * _lanes, _lanes);

    private void Widen(int lanes)
    {
        var (old, before) = (_meetings, _lanes);
        _lanes = lanes;
        _meetings = new long[(_nats.Length * lanes) + s_width];
        _sums = new double[(lanes + s_width - 1) / s_width * s_width];
        _clusters = [];
        ChangeAll();
        for (var slot = 0; slot < side.Count; slot++)
            old.AsSpan(slot * before, before).CopyTo(MeetingsOf(slot));
    }

    // Clusters have other numbers, or other lanes.
    private void ChangeAll()
    {
        Array.Fill(_isChanged, true);
        _isSettled = false;
    }

    private void Settle()
    {
        if (_isSettled)
            return;

        _ranks ??= new(side, _table);
        _ranks.Reserve();
        FindOutdated();
        var sums = LaneSums.Of(side.Rule.Discounts);
        var (clusters, parts) = (_table.Clusters.Count, _sums.Length / s_width);
        for (var part = 0; part < parts; part++)
            AddUp(part, parts, sums);
        for (var part = 0; part < parts; part++)
        {
            for (var cluster = clusters - 1; cluster >= 0; cluster--)
                sums.OfClusters.Add(_clusters[(cluster * parts) + part]);
            sums.OfClusters.Take(side.Rule.Discounts.Across).CopyTo(_sums.AsSpan(part * s_width));
        }

        (_chief, _isSettled) = (null, true);
    }

    // Works out all strengths. Outdated is what has a claim that is stronger or weaker than before, new, or met where it was not.
    private void FindOutdated()
    {
        for (var slot = 0; slot < side.Count; slot += s_width)
        {
            var full = Vector512.Create<double>(_nats.AsSpan(slot)) * side.Retained(slot);
            (full * Vector512.Create<double>(_growths.AsSpan(slot))).CopyTo(_ranks!.Claims[slot..]);
            var isSame = Vector512.Equals(full, Vector512.Create<double>(_full.AsSpan(slot))).ExtractMostSignificantBits();
            full.CopyTo(_full.AsSpan(slot));
            for (var changed = ~isSame & byte.MaxValue; changed != 0; changed &= changed - 1)
                _isChanged[slot + BitOperations.TrailingZeroCount(changed)] = true;
        }

        var (clusters, parts) = (_table.Clusters.Count, _sums.Length / s_width);
        if (_clusters.Length < clusters * parts)
        {
            Array.Resize(ref _clusters, clusters * parts * 2);
            Array.Resize(ref _starts, clusters * 2);
            Array.Resize(ref _isOutdated, clusters * 2);
        }

        Array.Clear(_isOutdated);
        var (starts, isOutdated, isChanged) = (_starts, _isOutdated, _isChanged);
        var slotOf = _table.SlotOf;
        var clusterOf = _table.ClusterOf;
        for (var entry = slotOf.Length - 1; entry >= 0; entry--)
        {
            starts[clusterOf[entry]] = entry;
            isOutdated[clusterOf[entry]] |= isChanged[slotOf[entry]];
        }

        Array.Clear(_isChanged);
    }

    // Of eight lanes, the sums of the clusters that are outdated.
    private void AddUp(int part, int parts, LaneSums.Levels sums)
    {
        var lane = part * s_width;
        var (clusters, starts, isOutdated, ranks) = (_clusters, _starts, _isOutdated, _ranks!);
        var slotOf = _table.SlotOf;
        var clusterOf = _table.ClusterOf;
        for (var cluster = 0; cluster < _table.Clusters.Count; cluster++)
        {
            if (!isOutdated[cluster])
                continue;

            var entry = starts[cluster];
            var isAlone = entry + 1 == clusterOf.Length || clusterOf[entry + 1] != cluster;
            var strengths = isAlone ? StrengthsOf(slotOf[entry], lane) : SumOf(cluster, lane, sums);
            clusters[(cluster * parts) + part] = strengths;
            if (lane == Support)
            {
                ranks.Clusters[cluster] = strengths.ToScalar();
                if (isAlone)
                    ranks.Origins[_table.OriginOf[entry]] = strengths.ToScalar();
            }
        }
    }

    private Vector512<double> SumOf(int cluster, int lane, LaneSums.Levels sums)
    {
        var slotOf = _table.SlotOf;
        var originOf = _table.OriginOf;
        var clusterOf = _table.ClusterOf;
        var entry = _starts[cluster];
        do
        {
            var strengths = StrengthsOf(slotOf[entry], lane);
            if (entry + 1 < slotOf.Length && originOf[entry + 1] == originOf[entry])
            {
                sums.OfClaims.Add(strengths);
                do
                    sums.OfClaims.Add(StrengthsOf(slotOf[++entry], lane));
                while (entry + 1 < slotOf.Length && originOf[entry + 1] == originOf[entry]);
                strengths = sums.OfClaims.Take(side.Rule.Discounts.Origin);
            }

            sums.OfOrigins.Add(strengths);
            if (lane == Support)
                _ranks!.Origins[originOf[entry]] = strengths.ToScalar();
        }
        while (++entry < slotOf.Length && clusterOf[entry] == cluster);
        return sums.OfOrigins.Take(side.Rule.Discounts.Cluster);
    }

    // Beyond the last lane comes what belongs to the next slot.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> StrengthsOf(int slot, int lane)
    {
        var meetings = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_meetings), (nuint)((slot * _lanes) + lane));
        var isMeeting = Vector512.GreaterThan(meetings, Vector512<long>.Zero)
            & Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)(_lanes - lane)));
        var strengths = Vector512.Create(_full[slot]) & isMeeting.AsDouble();
        return lane == Support
            ? Vector512.ConditionalSelect(s_isSupport, Vector512.Create(_ranks!.Claims[slot]), strengths)
            : strengths;
    }
}
