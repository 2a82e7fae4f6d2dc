using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>What the claims of a side add up to: all of them as they decay, and for each contrary side those that meet one of it.</summary>
/// <remarks>
/// Worked out from nothing when it is read after a change, eight sums at once: in the first lane the support, in one for each contrary
/// side that of the claims that meet one of it, without decay, or a conflict would heal by waiting.
/// </remarks>
internal sealed class SideSupport(ClaimSide side, Provenance provenance)
{
    private const int Support = 0;
    private static readonly int s_width = Vector512<long>.Count;
    private static readonly Vector512<long> s_isSupport = Vector512.Create(-1L, 0, 0, 0, 0, 0, 0, 0);
    private readonly OriginTable _table = new(provenance);
    private SideRanks? _ranks;
    private HeldClaim? _chief;
    private double[] _nats = new double[1];
    private double[] _growths = new double[1];
    private double[] _retained = new double[1];

    // By slot and lane, of how many claims of a contrary side the claim is met; 1 in the lane of the support.
    private long[] _meetings = new long[1 + s_width];
    private int _lanes = 1;
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

    /// <summary>What later claims leave of a claim; 0 to 1.</summary>
    public double Retained(HeldClaim held)
    {
        Settle();
        return _retained[held.Slot];
    }

    /// <summary>Takes in the claim that stands last in the side.</summary>
    public void Append(HeldClaim held)
    {
        var slot = held.Slot;
        if (slot == _nats.Length)
        {
            Array.Resize(ref _nats, slot * 2);
            Array.Resize(ref _growths, slot * 2);
            Array.Resize(ref _retained, slot * 2);
            Array.Resize(ref _meetings, (slot * 2 * _lanes) + s_width);
        }

        (_nats[slot], _growths[slot]) = (held.Nats / held.OriginCount, held.Growth);
        MeetingsOf(slot).Clear();
        MeetingsOf(slot)[Support] = 1;
        _table.Append(held);
        _isSettled = false;
    }

    /// <summary>Takes out a claim; that of the last slot moves to its.</summary>
    public void TakeOut(HeldClaim held, int last)
    {
        _table.TakeOut(held, last);
        (_nats[held.Slot], _growths[held.Slot]) = (_nats[last], _growths[last]);
        MeetingsOf(last).CopyTo(MeetingsOf(held.Slot));
        _isSettled = false;
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
        _isSettled &= meetings > 0 && meetings + change > 0;
        meetings += change;
    }

    private Span<long> MeetingsOf(int slot) => _meetings.AsSpan(slot * _lanes, _lanes);

    private void Widen(int lanes)
    {
        var (old, before) = (_meetings, _lanes);
        _lanes = lanes;
        _meetings = new long[(_nats.Length * lanes) + s_width];
        _sums = new double[(lanes + s_width - 1) / s_width * s_width];
        for (var slot = 0; slot < side.Count; slot++)
            old.AsSpan(slot * before, before).CopyTo(MeetingsOf(slot));
    }

    private void Settle()
    {
        if (_isSettled)
            return;

        side.Retain(_retained.AsSpan(0, side.Count));
        _ranks ??= new(side, _table, side.Rule.Discounts);
        _ranks.Restart();
        for (var lane = 0; lane < _lanes; lane += s_width)
            AddUp(lane, LaneSums.Of(side.Rule.Discounts)).CopyTo(_sums.AsSpan(lane));
        (_chief, _isSettled) = (null, true);
    }

    // Lanes beyond those of contrary sides have what comes next in memory, and nothing reads them.
    private Vector512<double> AddUp(int lane, LaneSums.Levels sums)
    {
        var slots = _table.Slots;
        var origins = _table.Origins;
        var clusters = _table.Clusters;
        for (var entry = 0; entry < slots.Length;)
        {
            var cluster = clusters[entry];
            do
            {
                var origin = origins[entry];
                do
                    sums.OfClaims.Add(StrengthsOf(slots[entry], lane));
                while (++entry < slots.Length && origins[entry] == origin);
                var strengths = sums.OfClaims.Take(side.Rule.Discounts.Origin);
                sums.OfOrigins.Add(strengths);
                if (lane == Support)
                    _ranks!.EndOrigin(entry, strengths.ToScalar());
            }
            while (entry < slots.Length && clusters[entry] == cluster);
            var sum = sums.OfOrigins.Take(side.Rule.Discounts.Cluster);
            sums.OfClusters.Add(sum);
            if (lane == Support)
                _ranks!.EndCluster(sum.ToScalar());
        }

        return sums.OfClusters.Take(side.Rule.Discounts.Across);
    }

    private Vector512<double> StrengthsOf(int slot, int lane)
    {
        var full = _nats[slot] * _retained[slot];
        var meetings = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_meetings), (nuint)((slot * _lanes) + lane));
        var strengths = Vector512.Create(full) & Vector512.GreaterThan(meetings, Vector512<long>.Zero).AsDouble();
        if (lane != Support)
            return strengths;

        var decaying = full * _growths[slot];
        _ranks!.Add(decaying);
        return Vector512.ConditionalSelect(s_isSupport.AsDouble(), Vector512.Create(decaying), strengths);
    }
}
