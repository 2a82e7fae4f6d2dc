using System.Diagnostics;

namespace Compounds.Grains;

/// <summary>
/// The spans of this system: accept, deliver, fold and simulate. They carry counts, and never an id or a word of a report.
/// </summary>
public static class Spans
{
    /// <summary>The name of the source, for exporters.</summary>
    public const string Name = "Compounds";

    /// <summary>How many reports, facts or blocks a span is about.</summary>
    internal const string Count = "compounds.count";

    private static readonly ActivitySource s_source = new(Name);

    /// <summary>Begins a span of the request under way; null where it is not traced.</summary>
    internal static Activity? Begin(string name) => s_source.StartActivity(name);

    /// <summary>Begins a trace of its own: background work does not belong to the request that happened to wake it.</summary>
    internal static Activity? BeginAlone(string name)
    {
        if (!s_source.HasListeners())
            return null;
        Activity.Current = null;
        return s_source.StartActivity(name);
    }
}
