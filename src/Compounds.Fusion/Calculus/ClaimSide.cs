using System.Runtime.Intrinsics;
using Compounds.Claims;

namespace Compounds.Fusion;

/// <summary>The claims that assert, or that deny, one value.</summary>
internal sealed class ClaimSide
{
    private readonly Takeovers _takeovers = new();
    private readonly List<HeldClaim> _spans = [];
    private Skyline _newest;
    private Skyline _nevers;
    private ClaimTimes[] _times = [];
    private HeldClaim[] _claims = [];
    private long[] _since = [];
    private long[] _observed = [];
    private Extent? _extent = Extent.Empty;

    public ClaimSide(string code, bool isDenied, int valueIndex, FusionRule rule, Provenance provenance)
    {
        (Code, IsDenied, ValueIndex, Rule) = (code, isDenied, valueIndex, rule);
        Support = new SideSupport(this, provenance);
    }

    public string Code { get; }

    public bool IsDenied { get; }

    /// <summary>Gets the place of the value among the values of the index, in order of arrival.</summary>
    public int ValueIndex { get; }

    public FusionRule Rule { get; }

    /// <summary>Gets or sets the claims that say the opposite about the value.</summary>
    public ClaimSide Opposite { get; set; } = null!;

    public int Count { get; private set; }

    /// <summary>Gets the number of distinct reports.</summary>
    public int Reports { get; private set; }

    public SideSupport Support { get; }

    public ReadOnlySpan<ClaimTimes> Times => _times.AsSpan(0, Count);

    public ReadOnlySpan<HeldClaim> Claims => _claims.AsSpan(0, Count);

    /// <summary>Gets the beginning of each claim's span, to a whole number of vectors.</summary>
    public ReadOnlySpan<long> Since => _since;

    /// <summary>Gets the end of each claim's span, to a whole number of vectors; beyond the claims the least hour.</summary>
    public ReadOnlySpan<long> Observed => _observed;

    /// <summary>Gets the number of claims that say it never was so.</summary>
    public int Nevers { get; private set; }

    /// <summary>Gets the most origins that a claim ever had here.</summary>
    public int MostOrigins { get; private set; }

    /// <summary>Puts a claim at the end.</summary>
    /// <returns>Whether it can take over what no other does.</returns>
    public bool Append(HeldClaim held, int claimsOfReport)
    {
        if (Count == _claims.Length)
            Grow();
        if (claimsOfReport <= 1 || !IsReported(held.Claim.ReportId))
            Reports++;
        held.Slot = Count;
        (_claims[Count], _times[Count], _since[Count], _observed[Count]) = (held, held.Times, held.Times.Since, held.Times.Observed);
        Count++;
        _extent = _extent?.With(held.Times);
        Support.Append(held);
        MostOrigins = Math.Max(MostOrigins, held.OriginCount);
        if (held.Times.IsNever)
        {
            Nevers++;
            _nevers.TryAdd(held.Times.Observed, held.Credence);
            Opposite.Support.Unsettle();
        }

        if (!IsSpan(held.Times))
            return held.Times.Moment != long.MinValue && _newest.TryAdd(held.Times.Moment, held.Credence);

        _spans.Add(held);
        return true;
    }

    /// <summary>Takes a claim out; the last one moves to its slot.</summary>
    /// <returns>Whether it could take over what no other does.</returns>
    public bool TakeOut(HeldClaim held)
    {
        var (slot, last) = (held.Slot, Count - 1);
        foreach (var takeover in _takeovers.Items)
            (takeover.Shares[slot], takeover.Shares[last]) = (takeover.Shares[last], 0);
        Support.TakeOut(held, last);
        (_claims[slot], _times[slot], _since[slot], _observed[slot]) = (_claims[last], _times[last], _since[last], _observed[last]);
        _claims[slot].Slot = slot;
        _claims[last] = null!;
        _observed[last] = long.MinValue;
        Count = last;
        if (_extent is { } extent && extent.RestsOn(held.Times))
            _extent = null;
        if (!IsReported(held.Claim.ReportId))
            Reports--;

        var isDecisive = _spans.Remove(held) || _newest.Contains(held.Times.Moment, held.Credence);
        if (held.Times.IsNever)
        {
            Nevers--;
            Opposite.Support.Unsettle();
        }

        if (isDecisive || held.Times.IsNever)
            FindNewest();
        return isDecisive;
    }

    /// <summary>The lane of a contrary side in the sums of this one: the denial first, then values in order of arrival.</summary>
    public int LaneOf(ClaimSide contrary) => IsDenied || contrary.IsDenied ? 1 : 2 + contrary.ValueIndex;

    /// <summary>Takes in what claims of a contrary side took over of a claim that is new here.</summary>
    public void Take(HeldClaim held, ClaimSide contrary)
    {
        var share = contrary.Overtaken(held.Times.About);
        if (share > 0)
            _takeovers.Obtain(contrary, _claims.Length).Shares[held.Slot] = share;
    }

    /// <summary>Lets a claim of a contrary side take over of those here.</summary>
    public void TakeOver(ClaimSide by, HeldClaim held)
    {
        var shares = _takeovers.Obtain(by, _claims.Length).Shares;
        var (moment, from, credence) = (held.Times.Moment, by.TellsBefore(held), held.Credence);
        var times = Times;
        for (var slot = 0; slot < times.Length; slot++)
        {
            // No share is above the credence.
            if (shares[slot] >= credence || times[slot].About >= from)
                continue;

            var share = credence * Rule.Ramp.At(moment - times[slot].About);
            if (share > shares[slot])
            {
                shares[slot] = share;
                Support.Unsettle();
            }
        }
    }

    /// <summary>Takes back what a claim that left a contrary side took over.</summary>
    public void GiveBack(ClaimSide by, HeldClaim held)
    {
        if (_takeovers.Find(by) is not { } takeover)
            return;

        var shares = takeover.Shares;
        var times = Times;
        for (var slot = 0; slot < times.Length; slot++)
        {
            if (shares[slot] == 0 || by.Overtaken(times[slot].About, held) != shares[slot])
                continue;

            shares[slot] = by.Overtaken(times[slot].About);
            Support.Unsettle();
        }
    }

    /// <summary>What later contrary claims leave of a claim; 0 to 1.</summary>
    public double RetainedOf(HeldClaim held) =>
        Retained(held.Slot / Vector512<double>.Count * Vector512<double>.Count)[held.Slot % Vector512<double>.Count];

    /// <summary>What later contrary claims leave of the eight claims from a slot on; 0 to 1.</summary>
    public Vector512<double> Retained(int slot)
    {
        var retained = Vector512<double>.One;
        foreach (var takeover in _takeovers.Items)
            retained *= takeover.Left(slot);
        if (IsDenied || Opposite.Nevers == 0)
            return retained;

        Span<double> never = stackalloc double[Vector512<double>.Count];
        for (var i = 0; i < never.Length; i++)
            never[i] = 1 - Opposite._nevers.MostSince(_observed[slot + i]);
        return Vector512.Min(retained, Vector512.Create<double>(never));
    }

    /// <summary>The times that the claims of this side span.</summary>
    public Extent Spanned() => _extent ??= Extent.Of(Times);

    /// <summary>
    /// How long after a time the newest claim is about, if more than 0; with <paramref name="isStated"/> only a told beginning or a
    /// "never so" tells.
    /// </summary>
    public long Later(long hour, bool isStated)
    {
        var newest = Spanned().About;
        if (newest <= hour)
            return 0;
        if (!isStated && _spans.Count == 0)
            return newest - hour;

        var later = 0L;
        foreach (ref readonly var times in Times)
        {
            if (times.About - hour > later && !times.Holds(hour, Rule.Nature) && (!isStated || times.HasFrom || times.IsNever))
                later = times.About - hour;
        }

        return later;
    }

    // The greatest credence, ramped, that a later claim of this side gives to a change after a time.
    private double Overtaken(long hour)
    {
        var most = _newest.MostAfter(hour, Rule.Ramp);
        foreach (var held in _spans)
            most = Math.Max(most, Overtaken(hour, held));
        return most;
    }

    // What one claim takes over of a contrary one that is about a time.
    private double Overtaken(long hour, HeldClaim held) =>
        hour < TellsBefore(held) ? held.Credence * Rule.Ramp.At(held.Times.Moment - hour) : 0;

    // A claim tells of a change since the times before one: that which it is about, or the beginning of the span in which it saw no change.
    private long TellsBefore(HeldClaim held) => IsSpan(held.Times) ? Math.Min(held.Times.From, held.Times.Moment) : held.Times.Moment;

    private void FindNewest()
    {
        _newest.Clear();
        _nevers.Clear();
        foreach (var held in Claims)
        {
            if (held.Times.IsNever)
                _nevers.TryAdd(held.Times.Observed, held.Credence);
            if (!IsSpan(held.Times) && held.Times.Moment != long.MinValue)
                _newest.TryAdd(held.Times.Moment, held.Credence);
        }
    }

    private void Grow()
    {
        var capacity = Math.Max(Vector512<long>.Count, Count * 2);
        Array.Resize(ref _claims, capacity);
        Array.Resize(ref _times, capacity);
        Array.Resize(ref _since, capacity);
        Array.Resize(ref _observed, capacity);
        _observed.AsSpan(Count).Fill(long.MinValue);
        foreach (var takeover in _takeovers.Items)
            takeover.Grow(capacity);
        Support.Grow(capacity);
    }

    private bool IsSpan(in ClaimTimes times) => Rule.Nature == Nature.State && times.HasFrom;

    private bool IsReported(string reportId)
    {
        foreach (var held in Claims)
        {
            if (held.Claim.ReportId == reportId)
                return true;
        }

        return false;
    }
}
