namespace Compounds.Driving;

/// <summary>The browser of tests and measurements: Debian's, with software drawing, so that the map is the same on every machine; nothing that calls home.</summary>
internal static class Chromium
{
    private static readonly string[] s_paths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    /// <summary>
    /// Where it lies. The shell comes first: it is the same engine without a window around it, whose own pages take a processor for a second whenever a page
    /// opens.
    /// </summary>
    public static string Path { get; } = Array.Find(s_paths, File.Exists) ?? s_paths[0];

    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--font-render-hinting=none",
    ];
}
