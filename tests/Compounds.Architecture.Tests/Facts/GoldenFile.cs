using Compounds.Ledger;

namespace Compounds.Architecture.Tests.Facts;

/// <summary>The stored form of one fact as it was agreed, one file each. A file is never edited: a new shape is a new file.</summary>
internal static class GoldenFile
{
    /// <summary>Gets the stored names that have a file.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Repository.OfTests("Facts", "Golden"), "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The bytes of a stored name's file, without the line end that every file has.</summary>
    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name))[..^1];

    /// <summary>The fact as the ledger would hand it out.</summary>
    public static Fact Fact(string name) => new("golden/1", 1, Some.Noon, name, Read(name), new byte[32]);

    /// <summary>Keeps the first shape of a new fact when contracts are being updated. What is there stays.</summary>
    public static void AddIfMissing(string name, byte[] body)
    {
        if (Repository.UpdatesContracts && !File.Exists(PathOf(name)))
            File.WriteAllBytes(PathOf(name), [.. body, (byte)'\n']);
    }

    private static string PathOf(string name) => Repository.OfTests("Facts", "Golden", name + ".json");
}
