using System.Diagnostics.CodeAnalysis;

namespace Compounds.Reports;

/// <summary>An Admiralty grade such as <c>B2</c>: reliability of the source, credibility of the information.</summary>
/// <remarks>The default value is no grade: looking up its weight throws.</remarks>
[GenerateSerializer, Immutable, Alias("value/grade")]
public readonly record struct Grade
{
    internal const int Count = 36;

    [Id(0)]
    private readonly byte _reliability;

    [Id(1)]
    private readonly byte _credibility;

    /// <summary>Joins a letter and a digit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The letter is not A to F or the digit is not 1 to 6.</exception>
    public Grade(Reliability reliability, Credibility credibility)
    {
        if (!Enum.IsDefined(reliability))
            throw new ArgumentOutOfRangeException(nameof(reliability));
        if (!Enum.IsDefined(credibility))
            throw new ArgumentOutOfRangeException(nameof(credibility));

        _reliability = (byte)reliability;
        _credibility = (byte)credibility;
    }

    /// <summary>Gets the letter.</summary>
    public Reliability Reliability => (Reliability)_reliability;

    /// <summary>Gets the digit.</summary>
    public Credibility Credibility => (Credibility)_credibility;

    /// <summary>Gets the row-major place in the grade table, 0 (A1) to 35 (F6).</summary>
    internal int Index => (_reliability * 6) + _credibility - 1;

    /// <summary>Reads a grade such as <c>B2</c>; exactly an upper-case letter and a digit.</summary>
    /// <exception cref="FormatException">The text is not a grade.</exception>
    public static Grade Parse(string text) => TryParse(text, out var grade)
        ? grade
        : throw new FormatException($"A grade is a letter A to F and a digit 1 to 6, such as B2; this is \"{text}\".");

    /// <summary>Reads a grade; false, and no grade, when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Grade grade)
    {
        grade = default;
        if (text is not [>= 'A' and <= 'F', >= '1' and <= '6'])
            return false;

        grade = new Grade((Reliability)(text[0] - 'A'), (Credibility)(text[1] - '0'));
        return true;
    }

    /// <summary>The grade as it is written: <c>B2</c>.</summary>
    public override string ToString() => $"{Reliability}{_credibility}";
}
