namespace Compounds.Simulation.Tests.PublicRecord;

/// <summary>The case of 5 February 2025 as it lies in the repository.</summary>
internal static class CutOff
{
    private static readonly string Folder = Find();

    public static Simulation.Network Network { get; } = Asset.Read(File.ReadAllBytes(Path.Combine(Folder, "network.json")));

    public static string Readme => File.ReadAllText(Path.Combine(Folder, "README.md"));

    /// <summary>A scenario of the case, checked against its network.</summary>
    public static Scenario Scenario(string name)
    {
        var reading = ScenarioDocument.Read(File.ReadAllBytes(Path.Combine(Folder, name)));
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Scenario.Check(Network));
        return reading.Scenario;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Compounds.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "deploy", "public-record", "cut-off-2025-02-05");
    }
}
