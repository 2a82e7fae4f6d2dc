namespace Compounds.Simulation;

/// <summary>How a policy orders the classes.</summary>
internal static class Rationing
{
    public static int Class(int priorityClass, RationingPolicy policy) => policy switch
    {
        RationingPolicy.ProRata => 0,
        RationingPolicy.PayingFirst => 2 - priorityClass,
        _ => priorityClass,
    };
}
