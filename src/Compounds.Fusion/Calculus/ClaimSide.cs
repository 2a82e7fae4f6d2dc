using Compounds.Claims;

namespace Compounds.Fusion;

/// <summary>The claims that assert, or that deny, one value.</summary>
internal sealed class ClaimSide(string code, bool isDenied, int valueIndex, FusionRule rule, Provenance provenance)
{
    private const int Grades = 36;
    private readonly long[] _newestOfGrade = NoHours();
    private ClaimTimes[] _times = new ClaimTimes[1];
    private HeldClaim[] _claims = new HeldClaim[1];
    private Extent? _extent = Extent.Empty;
    private int _spans;
    private long[]? _sortedBegins;
    private long[]? _sortedEnds;

    public string Code => code;

    public bool IsDenied => isDenied;

    /// <summary>Gets the place of the value among the values of the index, in order of arrival.</summary>
    public int ValueIndex => valueIndex;

    /// <summary>Gets or sets the claims that say the opposite about the value.</summary>
    public ClaimSide Opposite { get; set; } = null!;

    public int Count { get; private set; }

    /// <summary>Gets the number of distinct reports.</summary>
    public int Reports { get; private set; }

    public Support Support { get; } = new(provenance, rule.Discounts, ties: true);

    public ReadOnlySpan<ClaimTimes> Times => _times.AsSpan(0, Count);

    public ReadOnlySpan<HeldClaim> Claims => _claims.AsSpan(0, Count);

    /// <summary>Gets what later claims of contrary sides took over of each claim; of those sides that ever took any.</summary>
    public Contraries<Takeover> Takeovers { get; } = new();

    /// <summary>Gets the oppositions in which a claim of this side ever met one of the other.</summary>
    public Contraries<Opposition> Oppositions { get; } = new();

    /// <summary>Gets the number of claims that say it never was so.</summary>
    public int Nevers { get; private set; }

    /// <summary>Gets the number of claims of several origins.</summary>
    public int Syntheses { get; private set; }

    /// <summary>Gets or sets the claim with most nats; null when it is to be found.</summary>
    public HeldClaim? Chief { get; set; }

    /// <summary>Puts a claim at the end.</summary>
    public void Append(HeldClaim held, int claimsOfReport)
    {
        if (Count == _claims.Length)
        {
            Array.Resize(ref _claims, Count * 2);
            Array.Resize(ref _times, Count * 2);
        }

        (_sortedBegins, _sortedEnds) = (null, null);
        if (claimsOfReport <= 1 || !IsReported(held.Claim.ReportId))
            Reports++;
        held.Slot = Count;
        (_claims[Count], _times[Count]) = (held, held.Times);
        Count++;
        _extent = _extent?.With(held.Times);
        foreach (var takeover in Takeovers.Items)
            takeover.Append(Count);
        foreach (var opposition in Oppositions.Items)
            opposition.Of(this).Append(Count);

        (Nevers, Syntheses) = (Nevers + (held.Times.IsNever ? 1 : 0), Syntheses + (held.Origins is { Length: > 1 } ? 1 : 0));
        if (IsSpan(held.Times))
            _spans++;
        else
            _newestOfGrade[held.Claim.Grade.Index] = Math.Max(_newestOfGrade[held.Claim.Grade.Index], held.Times.Moment);
    }

    /// <summary>Takes a claim out; the last one moves to its slot.</summary>
    public void TakeOut(HeldClaim held)
    {
        var (slot, last) = (held.Slot, Count - 1);
        (_sortedBegins, _sortedEnds) = (null, null);
        foreach (var takeover in Takeovers.Items)
            takeover.Move(last, slot);
        foreach (var opposition in Oppositions.Items)
            opposition.Of(this).Move(last, slot);
        (_claims[slot], _times[slot]) = (_claims[last], _times[last]);
        _claims[slot].Slot = slot;
        _claims[last] = null!;
        Count = last;
        if (_extent is { } extent && extent.RestsOn(held.Times))
            _extent = null;
        if (!IsReported(held.Claim.ReportId))
            Reports--;

        (Nevers, Syntheses) = (Nevers - (held.Times.IsNever ? 1 : 0), Syntheses - (held.Origins is { Length: > 1 } ? 1 : 0));
        if (IsSpan(held.Times))
            _spans--;
        else if (_newestOfGrade[held.Claim.Grade.Index] == held.Times.Moment)
            _newestOfGrade[held.Claim.Grade.Index] = NewestOf(held.Claim.Grade.Index);
    }

    /// <summary>The beginnings of the spans of the claims, ascending.</summary>
    public long[] SortedBegins() => _sortedBegins ??= Sorted(static times => times.Since);

    /// <summary>The ends of the spans of the claims, ascending.</summary>
    public long[] SortedEnds() => _sortedEnds ??= Sorted(static times => times.Observed);

    /// <summary>Whether a claim of this side can take over what no other of its grade does: the newest, or one with a span.</summary>
    public bool IsDecisive(HeldClaim held) => held.Times.Moment != long.MinValue
        && (IsSpan(held.Times) || _newestOfGrade[held.Claim.Grade.Index] == held.Times.Moment);

    /// <summary>The greatest credence, ramped, that a later claim of this side gives to a change after a time.</summary>
    public double Overtaken(long hour)
    {
        var most = 0.0;
        for (var grade = 0; grade < Grades; grade++)
        {
            if (_newestOfGrade[grade] > hour)
                most = Math.Max(most, rule.Grades.Credence(grade) * rule.Ramp.At(_newestOfGrade[grade] - hour));
        }

        if (_spans == 0)
            return most;

        foreach (var held in Claims)
        {
            if (IsSpan(held.Times))
                most = Math.Max(most, Overtaken(hour, held));
        }

        return most;
    }

    /// <summary>What one claim takes over of a contrary one that is about a time.</summary>
    public double Overtaken(long hour, HeldClaim held) => held.Times.Moment > hour && !held.Times.Holds(hour, rule.Nature)
        ? held.Credence * rule.Ramp.At(held.Times.Moment - hour)
        : 0;

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
        if (!isStated && _spans == 0)
            return newest - hour;

        var later = 0L;
        foreach (ref readonly var times in Times)
        {
            if (times.About - hour > later && !times.Holds(hour, rule.Nature) && (!isStated || times.HasFrom || times.IsNever))
                later = times.About - hour;
        }

        return later;
    }

    /// <summary>Of the claims that say it never was so, the greatest credence of one seen at a time or later.</summary>
    public double Never(long hour)
    {
        var most = 0.0;
        foreach (var held in Claims)
        {
            if (held.Times.IsNever && held.Times.Observed >= hour)
                most = Math.Max(most, held.Credence);
        }

        return most;
    }

    private static long[] NoHours()
    {
        var hours = new long[Grades];
        Array.Fill(hours, long.MinValue);
        return hours;
    }

    private long[] Sorted(Func<ClaimTimes, long> time)
    {
        var sorted = new long[Count];
        for (var slot = 0; slot < Count; slot++)
            sorted[slot] = time(_times[slot]);
        Array.Sort(sorted);
        return sorted;
    }

    private bool IsSpan(in ClaimTimes times) => rule.Nature == Nature.State && times.HasFrom;

    private bool IsReported(string reportId)
    {
        foreach (var held in Claims)
        {
            if (held.Claim.ReportId == reportId)
                return true;
        }

        return false;
    }

    private long NewestOf(int grade)
    {
        var newest = long.MinValue;
        foreach (var held in Claims)
        {
            if (held.Claim.Grade.Index == grade && !IsSpan(held.Times))
                newest = Math.Max(newest, held.Times.Moment);
        }

        return newest;
    }
}
