using System.Globalization;

namespace Compounds.Simulation.Tests.Properties;

/// <summary>How many cases a property is tried on.</summary>
internal static class Cases
{
    /// <summary>The number of cases; COMPOUNDS_PROPERTY_CASES overrides the default, for a cheap property 1,000.</summary>
    public static int Count(int otherwise = 1000) =>
        Environment.GetEnvironmentVariable("COMPOUNDS_PROPERTY_CASES") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
