using System.Globalization;

namespace Compounds.Ledger.Tests;

/// <summary>How many cases a property is tried on: 1000, unless COMPOUNDS_PROPERTY_CASES says otherwise.</summary>
internal static class PropertyCases
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("COMPOUNDS_PROPERTY_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 1000;
}
