namespace Compounds.Fusion.Tests;

/// <summary>How many random cases a property is tried on.</summary>
internal static class Cases
{
    /// <summary>Gets 1,000 cases, or what the environment says.</summary>
    public static long Count { get; } =
        long.TryParse(Environment.GetEnvironmentVariable("COMPOUNDS_PROPERTY_CASES"), out var cases) ? cases : 1000;
}
