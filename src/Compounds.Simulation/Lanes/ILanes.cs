namespace Compounds.Simulation;

/// <summary>
/// Arithmetic on several samples at once. The engine is written once over this; the compiler makes one copy for a
/// single float and one for a vector, so that the two run the same algorithm.
/// </summary>
/// <typeparam name="TValue">One number for each lane.</typeparam>
/// <typeparam name="TMask">One truth for each lane.</typeparam>
internal unsafe interface ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    /// <summary>Gets the number of samples side by side.</summary>
    static abstract int Count { get; }

    static abstract TValue Load(float* from);

    static abstract void Store(float* to, TValue value);

    static abstract TValue Splat(float value);

    static abstract TValue Add(TValue a, TValue b);

    static abstract TValue Subtract(TValue a, TValue b);

    static abstract TValue Multiply(TValue a, TValue b);

    static abstract TValue Divide(TValue a, TValue b);

    static abstract TValue Min(TValue a, TValue b);

    static abstract TValue Max(TValue a, TValue b);

    static abstract TMask Less(TValue a, TValue b);

    static abstract TMask AtMost(TValue a, TValue b);

    static abstract TMask And(TMask a, TMask b);

    static abstract TMask Or(TMask a, TMask b);

    static abstract TMask AndNot(TMask a, TMask b);

    static abstract TValue Select(TMask mask, TValue yes, TValue no);

    static abstract bool Any(TMask mask);

    /// <summary>Adds to sums in double precision.</summary>
    static abstract void Accumulate(double* sums, TValue amount);
}
