using System.Runtime.CompilerServices;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>What a test in a browser needs, and what to say where it is missing.</summary>
internal static class Browsers
{
    /// <summary>The built dashboard.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "Compounds.Dashboard", "dist"));

    /// <summary>Why no browser test can run here; null when it can.</summary>
    public static string? Missing { get; } =
        !File.Exists(Chromium.Path) ? "Chromium is missing: apt-get install chromium-headless-shell fonts-noto-core fonts-noto-cjk"
        : !File.Exists(Path.Combine(Folder, "index.html")) ? "The dashboard is not built: npm ci && npm run build in src/Compounds.Dashboard"
        : null;

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

/// <summary>A test that needs a browser and the built dashboard; skipped with the reason where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browsers.Missing;
}

/// <summary>The same with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browsers.Missing;
}
