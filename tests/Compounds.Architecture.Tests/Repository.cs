namespace Compounds.Architecture.Tests;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Gets the folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Gets whether contract files are to be rewritten instead of checked.</summary>
    public static bool UpdatesContracts { get; } = Environment.GetEnvironmentVariable("COMPOUNDS_UPDATE_CONTRACTS") == "1";

    /// <summary>The path of a file of this project, such as <c>Contracts/WireContracts.txt</c>.</summary>
    public static string OfTests(params string[] path) => Path.Combine([Root, "tests", "Compounds.Architecture.Tests", .. path]);

    /// <summary>The hand-written files below the source and test folders with this extension.</summary>
    public static IReadOnlyList<string> Files(string extension, params string[] folders) => [.. folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + extension, SearchOption.AllDirectories))
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin" or "node_modules"))
        .Order(StringComparer.Ordinal)];

    /// <summary>A path as it is told in a message.</summary>
    public static string NameOf(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Compounds.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run from inside the repository.");
    }
}
