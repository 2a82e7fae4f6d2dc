namespace Compounds.Reports;

/// <summary>Grades as they stand in reports: the reliability letter A to F and the credibility digit 1 to 6, for example <c>B2</c>.</summary>
public static class GradeText
{
    /// <summary>The two characters of a grade.</summary>
    public static string Text(this Grade grade) => grade.ToString();

    /// <summary>Reads two characters such as <c>B2</c>. False when they are no grade.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Grade grade)
    {
        var isGrade = text is [>= 'A' and <= 'F', >= '1' and <= '6'];
        grade = isGrade ? new Grade((Reliability)(text[0] - 'A'), (Credibility)(text[1] - '0')) : default;
        return isGrade;
    }

    /// <summary>What a report without a grade is given: its agency's letter and 6, credibility cannot be judged.</summary>
    /// <param name="reliability">A letter A to F.</param>
    public static Grade Ungraded(char reliability) => TryParse([reliability, '6'], out var grade)
        ? grade : throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "Reliability is a letter A to F.");
}
