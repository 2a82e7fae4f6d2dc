using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Compounds.Benchmarks;

/// <summary>
/// The same reports into PostgreSQL, set by set: 1,000 a transaction on one connection, COPY, then one statement. A server of its own on a
/// socket of its own, that syncs each commit.
/// </summary>
internal static class PostgresPeer
{
    private const int Batch = 1_000;
    private const string Installed = "/usr/lib/postgresql";
    private const string Settings = "-c listen_addresses='' -c shared_buffers=2GB -c max_wal_size=8GB -c wal_compression=on -c synchronous_commit=on";

    private static readonly string s_sql = Path.Combine(AppContext.BaseDirectory, "peer");

    /// <summary>Runs the peer.</summary>
    /// <param name="lines">The reports.</param>
    /// <returns>Reports a second; null where PostgreSQL is not installed.</returns>
    public static async Task<double?> RunAsync(byte[][] lines)
    {
        if (Programs() is not { } programs)
        {
            Console.WriteLine("PostgreSQL is not installed (Debian: apt-get install postgresql), so intake is compared with nothing.");
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("compounds-peer-");
        try
        {
            await WriteAsync(Path.Combine(folder.FullName, "load.sql"), lines);
            File.Copy(Path.Combine(s_sql, "schema.sql"), Path.Combine(folder.FullName, "schema.sql"));
            if (Environment.UserName == "root")
                await RunAsync(false, "chown", "-R", "postgres", folder.FullName);
            var data = Path.Combine(folder.FullName, "data");
            await RunAsync(true, Path.Combine(programs, "initdb"), "-D", data, "-A", "trust", "-U", "peer");
            await RunAsync(true, Path.Combine(programs, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder.FullName, "log"), "-o", $"{Settings} -k {folder.FullName}", "start");
            try
            {
                await LoadAsync("schema.sql");
                var clock = Stopwatch.StartNew();
                await LoadAsync("load.sql");
                return lines.Length / clock.Elapsed.TotalSeconds;
            }
            finally
            {
                await RunAsync(true, Path.Combine(programs, "pg_ctl"), "-D", data, "-m", "fast", "-w", "stop");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task LoadAsync(string file) => RunAsync(
            true, Path.Combine(programs, "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-h", folder.FullName, "-U", "peer", "-d", "postgres", "-f", Path.Combine(folder.FullName, file));
    }

    private static string? Programs() => !Directory.Exists(Installed) ? null : Directory.GetDirectories(Installed)
        .Where(static version => File.Exists(Path.Combine(version, "bin", "initdb")))
        .OrderByDescending(static version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
        .Select(static version => Path.Combine(version, "bin")).FirstOrDefault();

    private static async Task WriteAsync(string path, byte[][] lines)
    {
        var statement = await File.ReadAllBytesAsync(Path.Combine(s_sql, "batch.sql"));
        await using var script = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        foreach (var batch in lines.Chunk(Batch))
        {
            // Quoted by bytes that no line holds: each line is one document.
            script.Write("begin; truncate staged;\ncopy staged from stdin with (format csv, quote e'\\x01', delimiter e'\\x02');\n"u8);
            foreach (var line in batch)
                script.Write(line);
            script.Write("\\.\n"u8);
            script.Write(statement);
            script.Write("commit;\n"u8);
        }
    }

    /// <summary>Runs a program; as the user <c>postgres</c> where the caller is root, as which PostgreSQL refuses to run.</summary>
    private static async Task RunAsync(bool isPostgres, string program, params string[] arguments)
    {
        string[] command = isPostgres && Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = program.EndsWith("initdb", StringComparison.Ordinal), WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        if (start.RedirectStandardOutput)
            process.BeginOutputReadLine();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {said}");
    }
}
