namespace Compounds.Ledger;

/// <summary>A hole in a stream. No append leaves one, so whoever reads it stops instead of folding around it.</summary>
internal static class Gap
{
    public static void ThrowIfNot(string stream, long expected, long found)
    {
        if (found != expected)
        {
            throw new InvalidDataException(
                $"Stream {stream} lacks version {expected}; the next one is {found}. Somebody changed the store: verify the ledger.");
        }
    }
}
