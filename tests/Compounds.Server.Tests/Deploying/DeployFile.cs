using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Compounds.Server.Tests.Deploying;

/// <summary>The files by which the system is run.</summary>
internal static class DeployFile
{
    /// <summary>The manifests.</summary>
    public static IEnumerable<string> Manifests =>
        Directory.EnumerateFiles(PathOf("kubernetes"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText);

    /// <summary>The text of a file.</summary>
    public static string Read(params string[] path) => File.ReadAllText(PathOf(path));

    /// <summary>Reads YAML as maps, lists and texts, with what it merges from elsewhere.</summary>
    public static Node Parse(string yaml) =>
        new(new DeserializerBuilder().Build().Deserialize<object>(new MergingParser(new Parser(new StringReader(yaml)))));

    private static string PathOf(params string[] path) => Path.Combine([Repository.Root, "deploy", .. path]);
}

/// <summary>A node of a YAML document; what is not there has no parts.</summary>
internal readonly record struct Node(object? Value)
{
    /// <summary>A part by its name.</summary>
    public Node this[string name] => new(Value is Dictionary<object, object> map ? map.GetValueOrDefault(name) : null);

    /// <summary>The names of the parts.</summary>
    public IEnumerable<string> Names => Value is Dictionary<object, object> map ? map.Keys.Cast<string>() : [];

    /// <summary>The parts of a list, or of a map.</summary>
    public IEnumerable<Node> Items => Value switch
    {
        List<object> list => list.Select(static item => new Node(item)),
        Dictionary<object, object> map => map.Values.Select(static item => new Node(item)),
        _ => [],
    };

    /// <summary>The text; null when it is none.</summary>
    public string? Text => Value as string;

    /// <summary>This node and all below it.</summary>
    public IEnumerable<Node> All() => [this, .. Items.SelectMany(static item => item.All())];
}
