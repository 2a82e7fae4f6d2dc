namespace Compounds.Server.Hosting;

/// <summary>How long each step may take. They nest, so that whoever waits hears from the step that failed and not of its own impatience.</summary>
internal static class Deadlines
{
    /// <summary>One try to reach the store.</summary>
    public static TimeSpan StoreTry { get; } = TimeSpan.FromSeconds(4);

    /// <summary>Tries after the first; with the waits between them the store has 15 s in all.</summary>
    public const int StoreRetries = 2;

    /// <summary>One call between grains, the store's time included.</summary>
    public static TimeSpan Call { get; } = TimeSpan.FromSeconds(25);

    /// <summary>One request until its answer begins, its calls included.</summary>
    public static TimeSpan Request { get; } = TimeSpan.FromSeconds(28);

    /// <summary>The same while the store or another silo is silent.</summary>
    public static TimeSpan RequestInSilence { get; } = TimeSpan.FromSeconds(2);

    /// <summary>From the word to stop until the process has left the cluster.</summary>
    public static TimeSpan Drain { get; } = TimeSpan.FromSeconds(30);
}
