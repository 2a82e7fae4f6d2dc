namespace Compounds.Server.Hosting;

/// <summary>
/// A process whose heap is full ends at once, wherever that shows: what is in memory may no longer follow the ledger, and a server that hangs
/// is worse than one that is started again.
/// </summary>
internal static class FullHeap
{
    /// <summary>Watches for it from now on; no code can catch the failure first.</summary>
    public static void EndsTheProcess() => AppDomain.CurrentDomain.FirstChanceException += static (_, raised) =>
    {
        if (raised.Exception is OutOfMemoryException full)
            Environment.FailFast("The heap is full: what is in memory can no longer be trusted to follow the ledger. Start the server again, with more memory.", full);
    };
}
