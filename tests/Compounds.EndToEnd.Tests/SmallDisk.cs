using System.Diagnostics;
using System.Globalization;

namespace Compounds.EndToEnd.Tests;

/// <summary>A small disk in memory that only one process sees, with a file on it that can be deleted to make room.</summary>
internal sealed record SmallDisk(string Folder, int Megabytes, int BallastMegabytes)
{
    public string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>The command that mounts it and then becomes the program that follows.</summary>
    public IReadOnlyList<string> Command =>
    [
        "unshare", "--map-root-user", "--mount", "bash", "-c",
        """mount -t tmpfs -o size="$1"m tmpfs "$2" && head -c "$3"M /dev/zero > "$2/ballast" && shift 3 && exec "$@" """, "bash",
        Megabytes.ToString(CultureInfo.InvariantCulture), Folder, BallastMegabytes.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>Whether this machine lets a test mount a disk that nobody else sees.</summary>
    public static bool IsPossible()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/tmp"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that wants a small disk, skipped with the reason where none can be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.IsPossible() ? null : "This machine does not let a test mount a disk of its own (unshare --map-root-user --mount).";
}
