namespace Compounds.Driving;

/// <summary>Numbers that a seed decides, the same in every run: a step of SplitMix64 each.</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number, from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public int Between(int low, int high)
    {
        unchecked
        {
            var mixed = _state += 0x9e3779b97f4a7c15;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return low + (int)((mixed ^ (mixed >> 31)) % (ulong)(high - low));
        }
    }
}
