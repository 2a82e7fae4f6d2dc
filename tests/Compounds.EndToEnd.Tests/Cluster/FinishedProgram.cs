using System.Diagnostics;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>A program that ran to its end.</summary>
/// <param name="Code">The code it ended with.</param>
/// <param name="Output">What it wrote to its standard output, without white space at the ends.</param>
/// <param name="Errors">What it wrote to its error output, likewise.</param>
internal sealed record FinishedProgram(int Code, string Output, string Errors)
{
    /// <summary>Runs a program in a folder and waits for its end.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program was not found.</exception>
    /// <exception cref="TimeoutException">It took longer than <see cref="ChildServer.Patience"/> and was killed.</exception>
    public static FinishedProgram Run(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // The test runner tells its children which build tools to take; another tree may ask for others.
        string[] names = [.. start.Environment.Keys];
        foreach (var name in names.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)))
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(ChildServer.Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {ChildServer.Patience}.");
        }

        return new FinishedProgram(process.ExitCode, output.GetAwaiter().GetResult().Trim(), errors.GetAwaiter().GetResult().Trim());
    }

    /// <summary>The same for a program that must end with code 0.</summary>
    public static void MustRun(string folder, string program, params IEnumerable<string> arguments)
    {
        var finished = Run(folder, program, arguments);
        Assert.True(finished.Code == 0, $"{program} ended with code {finished.Code}:\n{finished.Output}\n{finished.Errors}");
    }
}
