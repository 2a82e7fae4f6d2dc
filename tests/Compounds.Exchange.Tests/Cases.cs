namespace Compounds.Exchange.Tests;

/// <summary>How many cases a property test tries.</summary>
internal static class Cases
{
    /// <summary>1000, or what the environment variable COMPOUNDS_PROPERTY_CASES says.</summary>
    public static int Count { get; } = int.TryParse(Environment.GetEnvironmentVariable("COMPOUNDS_PROPERTY_CASES"), out var count) ? count : 1000;
}
