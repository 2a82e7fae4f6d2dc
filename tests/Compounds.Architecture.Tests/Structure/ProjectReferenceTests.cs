using System.Xml.Linq;
using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Simulation;

namespace Compounds.Architecture.Tests.Structure;

/// <summary>Server → Grains → {Fusion → Domain, Simulation, Ledger}, Server → Exchange → Domain; nothing points back.</summary>
public class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Domain"] = [],
        ["Fusion"] = ["Domain"],
        ["Simulation"] = [],
        ["Ledger"] = [],
        ["Exchange"] = ["Domain"],
        ["Solver"] = ["Simulation"],
        ["Grains"] = ["Domain", "Fusion", "Simulation", "Ledger", "Solver"],
        ["Server"] = ["Grains", "Exchange", "Domain", "Fusion", "Simulation", "Ledger", "Solver"],
        ["Cli"] = ["Exchange", "Domain", "Ledger", "Simulation"],
    };

    private static readonly string[] s_purePackages = ["Microsoft.Orleans.Serialization.Abstractions"];

    [Fact]
    public void Every_project_of_the_source_folder_has_its_place() =>
        Assert.Equal(s_allowed.Keys.Order(StringComparer.Ordinal), Projects().Select(static project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void No_project_knows_one_that_stands_above_it() => Assert.All(Projects(), static project =>
        Assert.Empty(Includes(project.Xml, "ProjectReference").Select(NameOf).Except(s_allowed[project.Name])));

    [Fact]
    public void No_reference_goes_round_in_a_circle()
    {
        var level = new Dictionary<string, int>();
        Assert.All(s_allowed.Keys, project => Assert.InRange(LevelOf(project, []), 0, s_allowed.Count));

        int LevelOf(string project, string[] path)
        {
            Assert.DoesNotContain(project, path);
            if (!level.TryGetValue(project, out var known))
                level[project] = known = s_allowed[project].Select(below => LevelOf(below, [.. path, project]) + 1).DefaultIfEmpty(0).Max();
            return known;
        }
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("Fusion")]
    [InlineData("Simulation")]
    public void The_pure_projects_take_nothing_but_the_attributes_of_the_serializer(string name)
    {
        var project = Projects().Single(project => project.Name == name).Xml;
        Assert.Equal(s_purePackages, Includes(project, "PackageReference"));
        Assert.Empty(Includes(project, "FrameworkReference"));
        Assert.Equal("true", Assert.Single(project.Descendants("PureProject")).Value);
    }

    [Fact]
    public void The_pure_assemblies_know_no_runtime_no_web_and_no_log()
    {
        foreach (var assembly in new[] { typeof(Claim).Assembly, typeof(Assessment).Assembly, typeof(Scenario).Assembly })
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), static reference => IsImpure(reference.Name!));
    }

    [Fact]
    public void Tests_and_source_are_apart() => Assert.All(Projects(), static project =>
        Assert.DoesNotContain(Includes(project.Xml, "PackageReference"), static package => package.StartsWith("xunit", StringComparison.Ordinal) || package is "CsCheck"));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Compounds.sln")).Replace('\\', '/');
        Assert.All(Repository.Files(".csproj", "src", "tests"), file => Assert.Contains(Repository.NameOf(file).Replace('\\', '/'), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Package_versions_stand_in_one_place() => Assert.All(Repository.Files(".csproj", "src", "tests"), static file =>
        Assert.DoesNotContain(XDocument.Load(file).Descendants("PackageReference"), static package => package.Attribute("Version") is not null));

    private static bool IsImpure(string assembly) =>
        (assembly.StartsWith("Orleans", StringComparison.Ordinal) && assembly is not "Orleans.Serialization.Abstractions")
        || assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Extensions", StringComparison.Ordinal)
        || assembly.StartsWith("Azure", StringComparison.Ordinal) || assembly is "System.Net.Http" or "Microsoft.Data.Sqlite";

    private static IEnumerable<(string Name, XDocument Xml)> Projects() =>
        Repository.Files(".csproj", "src").Select(static file => (NameOf(file), XDocument.Load(file)));

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project.Replace('\\', '/'))["Compounds.".Length..];

    private static IEnumerable<string> Includes(XDocument project, string element) => project.Descendants(element).Select(static each => each.Attribute("Include")!.Value);
}
