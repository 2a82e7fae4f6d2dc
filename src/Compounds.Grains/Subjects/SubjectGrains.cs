using Compounds.Subjects;

namespace Compounds.Grains.Subjects;

/// <summary>Finds the grain of a subject by its id, whatever its kind.</summary>
public static class SubjectGrains
{
    /// <summary>The grain of a subject. Its grain type is the kind's name, which is pinned in stored stream names.</summary>
    public static ISubjectGrain GetSubject(this IGrainFactory grains, SubjectId id) =>
        grains.GetGrain<ISubjectGrain>(GrainId.Create(id.Kind().Text(), id.Value));
}
