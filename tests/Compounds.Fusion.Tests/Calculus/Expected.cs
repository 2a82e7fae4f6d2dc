using System.Text.Json;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The expected values that the reference implementation computed.</summary>
internal static class Expected
{
    private static readonly JsonElement Root = Read();

    public static JsonElement Of(string path) =>
        path.Split('/').Aggregate(Root, (element, name) => element.GetProperty(name));

    public static Dictionary<string, double> Numbers(string path) =>
        Of(path).EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetDouble());

    private static JsonElement Read()
    {
        using var file = typeof(Expected).Assembly.GetManifestResourceStream("fusion-vectors.json")!;
        return JsonDocument.Parse(file).RootElement.Clone();
    }
}
