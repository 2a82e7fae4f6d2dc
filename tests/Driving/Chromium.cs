namespace Compounds.Driving;

/// <summary>The browser of tests and measurements: Debian's, with software drawing, so that the map is the same on every machine; nothing that calls home.</summary>
internal static class Chromium
{
    public const string Path = "/usr/bin/chromium";

    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--font-render-hinting=none",
    ];
}
