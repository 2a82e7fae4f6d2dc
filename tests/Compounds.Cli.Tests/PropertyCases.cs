using System.Globalization;

namespace Compounds.Cli.Tests;

/// <summary>How many cases a property is tried on: the variable <c>COMPOUNDS_PROPERTY_CASES</c>, or 1000.</summary>
internal static class PropertyCases
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("COMPOUNDS_PROPERTY_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 1000;
}
