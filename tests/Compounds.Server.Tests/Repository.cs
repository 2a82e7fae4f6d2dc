namespace Compounds.Server.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>Whether agreed files are to be written anew.</summary>
    public static bool UpdatesContracts { get; } = Environment.GetEnvironmentVariable("COMPOUNDS_UPDATE_CONTRACTS") is "1";

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Compounds.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
