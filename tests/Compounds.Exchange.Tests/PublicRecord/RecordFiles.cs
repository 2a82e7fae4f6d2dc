using System.Text;
using Compounds.Exchange.PublicRecord;

namespace Compounds.Exchange.Tests.PublicRecord;

/// <summary>The record and its converted files in the repository.</summary>
internal static class RecordFiles
{
    /// <summary>The folder with the record.</summary>
    public static string Folder { get; } = Find();

    /// <summary>One conversion for all tests that only look at it.</summary>
    public static Conversion Converted { get; } = Convert();

    /// <summary>Converts the record in the repository.</summary>
    public static Conversion Convert()
    {
        using var source = File.OpenRead(Path.Combine(Folder, "source.json"));
        return PublicRecordConversion.Convert(source);
    }

    /// <summary>The text of a file; empty when it is not there.</summary>
    public static string Read(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? File.ReadAllText(path, Encoding.UTF8) : "";
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Compounds.sln")))
                return Path.Combine(folder.FullName, "deploy", "public-record");
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
