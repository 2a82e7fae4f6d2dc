using Compounds.Subjects;

namespace Compounds.Grains.Subjects;

/// <summary>Finds the grain of a subject by its id, whatever its kind.</summary>
public static class SubjectGrains
{
    private static GrainInterfaceType? s_interface;

    /// <summary>The grain of a subject. Its grain type is the kind's name, which is pinned in stored stream names.</summary>
    public static ISubjectGrain GetSubject(this IGrainFactory grains, SubjectId id)
    {
        var grain = GrainId.Create(id.Kind().Text(), id.Value);
        if (s_interface is { } known)
            return (ISubjectGrain)grains.GetGrain(grain, known);

        // Looking the interface up by its type reads attributes each time: one in forty of all instructions of intake.
        var first = grains.GetGrain<ISubjectGrain>(grain);
        s_interface = ((GrainReference)first).InterfaceType;
        return first;
    }
}
