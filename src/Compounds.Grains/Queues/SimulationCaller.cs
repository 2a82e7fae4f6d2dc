namespace Compounds.Grains.Queues;

/// <summary>Says with a call which key or member it is made for, so that one of them does not wait behind all runs of another.</summary>
public static class SimulationCaller
{
    private static string Key => "simulation caller";

    /// <summary>The caller of the present call; empty when nobody said.</summary>
    internal static string Current => RequestContext.Get(Key) as string ?? "";

    /// <summary>Says it for the calls that follow.</summary>
    public static void Tell(string caller) => RequestContext.Set(Key, caller);
}
