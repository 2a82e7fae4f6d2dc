using System.Globalization;
using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>Says beside a word or a figure what it rests on.</summary>
public static class SourceWords
{
    /// <summary>"rests on one source (B2)", or "3 independent sources".</summary>
    /// <param name="effectiveSources">The number of sources that count.</param>
    /// <param name="grade">The grade of the claim with most weight.</param>
    public static string Said(int effectiveSources, Grade grade) => effectiveSources > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{effectiveSources} independent sources")
        : $"rests on one source ({grade})";
}
