using Compounds.Subjects;

namespace Compounds.Grains.Subjects;

/// <summary>The names of the ledger streams that subjects keep.</summary>
internal static class SubjectStream
{
    public const string Prefix = "subject/";

    public static string Of(SubjectId subject) => Prefix + subject.Value;

    public static SubjectId SubjectOf(string stream) => SubjectId.Parse(stream[Prefix.Length..]);
}
