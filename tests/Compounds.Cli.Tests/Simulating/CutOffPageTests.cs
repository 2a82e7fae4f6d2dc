namespace Compounds.Cli.Tests.Simulating;

public sealed class CutOffPageTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task The_tables_of_the_README_are_what_the_command_prints()
    {
        var folder = Find();
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("simulate", Path.Combine(folder, "scenario.json")));
        var printed = _terminal.Output.ReplaceLineEndings("\n");
        var tables = printed[..printed.IndexOf("| assumed of", StringComparison.Ordinal)];
        tables = tables[..tables.TrimEnd().LastIndexOf('\n')];
        var readme = Path.Combine(folder, "README.md");
        if (Environment.GetEnvironmentVariable("COMPOUNDS_UPDATE_CONTRACTS") == "1")
            await File.WriteAllTextAsync(readme, Replace(await File.ReadAllTextAsync(readme), tables));
        Assert.Contains($"```text\n{tables}\n```", await File.ReadAllTextAsync(readme), StringComparison.Ordinal);
    }

    private static string Replace(string readme, string tables)
    {
        var from = readme.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length;
        return readme[..from] + tables + readme[readme.IndexOf("\n```", from, StringComparison.Ordinal)..];
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Compounds.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "deploy", "public-record", "cut-off-2025-02-05");
    }
}
