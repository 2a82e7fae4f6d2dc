namespace Compounds.Fusion;

/// <summary>Two sides that cannot both be right: of each, the claims that meet one of the other, about the same time.</summary>
internal sealed class Opposition(ClaimSide one, ClaimSide other, FusionRule rule, Provenance provenance)
{
    private readonly Party _one = new(one, new Support(provenance, rule.Discounts, ties: false));
    private readonly Party _other = new(other, new Support(provenance, rule.Discounts, ties: false));

    public Party Of(ClaimSide side) => side == one ? _one : _other;

    public ClaimSide Against(ClaimSide side) => side == one ? other : one;

    /// <summary>Counts who meets whom from the beginning; false when nobody meets anybody.</summary>
    public bool Fill()
    {
        if (rule.IsState)
            Meetings.OfStates(_one, _other, rule.SuccessionHours);
        else
            Meetings.Of(_one, _other, rule);
        return _one.EnterAll() && _other.EnterAll();
    }

    /// <summary>Takes in a claim that stands last in its side.</summary>
    public void Join(HeldClaim held, ClaimSide side)
    {
        var (own, contrary) = (Of(side), Of(Against(side)));
        var times = contrary.Side.Times;
        var meet = new Meetings(held.Times, rule);
        var meetings = 0;
        for (var slot = 0; slot < times.Length; slot++)
        {
            if (!meet.With(times[slot]))
                continue;

            meetings++;
            if (contrary.Meetings[slot]++ == 0)
                contrary.Enter(slot);
        }

        own.Meetings[held.Slot] = meetings;
        if (meetings > 0)
            own.Enter(held.Slot);
    }

    /// <summary>Lets go of a claim that is still in its slot.</summary>
    public void Leave(HeldClaim held, ClaimSide side)
    {
        var (own, contrary) = (Of(side), Of(Against(side)));
        if (own.Meetings[held.Slot] == 0)
            return;

        own.Exit(held.Slot);
        var meet = new Meetings(held.Times, rule);
        var times = contrary.Side.Times;
        for (var slot = 0; slot < times.Length; slot++)
        {
            if (meet.With(times[slot]) && --contrary.Meetings[slot] == 0)
                contrary.Exit(slot);
        }
    }

    /// <summary>How much the sides disagree; without decay, or a conflict would heal by waiting.</summary>
    public (double Kappa, bool IsConflict) Measure()
    {
        var (some, others) = (_one.Support.Sum(), _other.Support.Sum());
        if (some + others <= 0)
            return default;

        var weaker = Math.Min(some, others);
        var kappa = 2 * weaker / (some + others);
        return (kappa, kappa >= rule.Constants.ConflictShare.Value && weaker >= rule.Constants.ConflictNats.Value);
    }

    /// <summary>The claims of one side that meet one of the other.</summary>
    internal sealed class Party(ClaimSide side, Support support)
    {
        private Share?[] _places = new Share?[Math.Max(1, side.Count)];

        public ClaimSide Side => side;

        public Support Support => support;

        /// <summary>Gets how many claims of the other side each claim meets, by slot.</summary>
        public int[] Meetings { get; private set; } = new int[Math.Max(1, side.Count)];

        public void Append(int count)
        {
            if (count > Meetings.Length)
            {
                (var meetings, Meetings) = (Meetings, new int[count * 2]);
                meetings.CopyTo(Meetings, 0);
                Array.Resize(ref _places, count * 2);
            }

            Meetings[count - 1] = 0;
            _places[count - 1] = null;
        }

        public void Move(int from, int to) => (Meetings[to], _places[to], _places[from]) = (Meetings[from], _places[from], null);

        /// <summary>Takes in the claims that meet any; false when none does.</summary>
        public bool EnterAll()
        {
            var any = false;
            for (var slot = 0; slot < side.Count; slot++)
            {
                if (Meetings[slot] == 0)
                    continue;

                Enter(slot);
                any = true;
            }

            return any;
        }

        public void Enter(int slot) => _places[slot] = support.Add(side.Claims[slot], side.Claims[slot].FullStrength);

        public void Exit(int slot)
        {
            support.Remove(_places[slot]!);
            _places[slot] = null;
        }

        /// <summary>Takes in that a claim's strength changed.</summary>
        public void Reweigh(int slot)
        {
            if (_places[slot] is { } place)
                support.Change(place, side.Claims[slot].FullStrength);
        }
    }
}
