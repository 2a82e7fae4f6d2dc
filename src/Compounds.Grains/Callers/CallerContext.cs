namespace Compounds.Grains.Callers;

/// <summary>Says for whom the calls that follow are made. It flows with them, from grain to grain.</summary>
public static class CallerContext
{
    private static readonly AsyncLocal<GrainCaller?> s_opened = new();

    /// <summary>Who acts, as facts name him: the server itself where a grain works by itself.</summary>
    public static string Actor => Caller.Actor;

    /// <summary>For whom a grain works: the server itself where it works by itself.</summary>
    internal static GrainCaller Caller => s_opened.Value ?? GrainCaller.Silo;

    /// <summary>The name under which the seal travels.</summary>
    internal static string Key => "caller";

    /// <summary>From here on, until it is disposed of, calls are made for this caller.</summary>
    /// <param name="seal">Seals him.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="now">The time, in UTC.</param>
    public static IDisposable For(CallerSeal seal, GrainCaller caller, DateTimeOffset now) => Set(seal.Seal(caller, now));

    /// <summary>
    /// From here on, until it is disposed of, calls are made for the server itself: for what it does for all, or for somebody else than asked.
    /// </summary>
    public static IDisposable ForSilo() => Set(null);

    /// <summary>Says in the turn of a grain for whom it works; it ends with the call.</summary>
    internal static void Open(GrainCaller caller) => s_opened.Value = caller;

    private static Before Set(byte[]? seal)
    {
        var before = new Before(RequestContext.Get(Key));
        Put(seal);
        return before;
    }

    private static void Put(object? seal)
    {
        if (seal is null)
            RequestContext.Remove(Key);
        else
            RequestContext.Set(Key, seal);
    }

    private sealed class Before(object? seal) : IDisposable
    {
        public void Dispose() => Put(seal);
    }
}
