using System.Globalization;

namespace Compounds.Simulation.Tests.Choice;

/// <summary>How many cases a property is tried with: COMPOUNDS_PROPERTY_CASES, by default 1,000.</summary>
internal static class PropertyCases
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("COMPOUNDS_PROPERTY_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 1000;
}
