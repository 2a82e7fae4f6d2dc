using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Compounds.Server.Dashboard;

/// <summary>The files of the built dashboard, found once at start: no request ever names a path of this machine.</summary>
internal sealed class DashboardFiles
{
    private const string Index = "index.html";

    // The map's data is JSON with names of its own.
    private static readonly FileExtensionContentTypeProvider s_types = new() { Mappings = { [".geojson"] = "application/geo+json", [".md"] = "text/markdown; charset=utf-8" } };

    private readonly FrozenDictionary<string, DashboardFile> _files;

    private DashboardFiles(FrozenDictionary<string, DashboardFile> files) => _files = files;

    /// <summary>Whether there is a dashboard to serve.</summary>
    public bool IsBuilt => _files.ContainsKey(Index);

    /// <summary>Finds the files in a folder; none when it does not exist.</summary>
    public static DashboardFiles In(string folder) => new(!Directory.Exists(folder) ? FrozenDictionary<string, DashboardFile>.Empty
        : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), Path: path))
            .Where(static file => !file.Name.EndsWith(".br", StringComparison.Ordinal) && !file.Name.StartsWith('.'))
            .ToFrozenDictionary(static file => file.Name, static file => DashboardFile.Of(file.Name, file.Path, ContentTypeOf(file.Name)), StringComparer.Ordinal));

    /// <summary>The file of a path; the page itself for a path of the application, which reads it there.</summary>
    /// <returns>Null for paths that are no page: those of the API and those that name a file.</returns>
    public DashboardFile? Find(string path)
    {
        if (_files.TryGetValue(path, out var file))
            return file;
        var isOther = path.StartsWith("v1/", StringComparison.Ordinal) || path.StartsWith("assets/", StringComparison.Ordinal) || path.StartsWith("data/", StringComparison.Ordinal)
            || path.StartsWith("openapi/", StringComparison.Ordinal) || path.StartsWith("health/", StringComparison.Ordinal);
        return isOther ? null : _files.GetValueOrDefault(Index);
    }

    private static string ContentTypeOf(string name) => s_types.TryGetContentType(name, out var type)
        ? type is "text/html" or "text/css" or "text/javascript" ? $"{type}; charset=utf-8" : type
        : "application/octet-stream";
}

/// <summary>One file.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Compressed">Where the same lies under brotli, or null.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Tag">The hash of its content.</param>
/// <param name="IsImmutable">Whether its name changes with its content.</param>
internal sealed record DashboardFile(string Path, string? Compressed, string ContentType, EntityTagHeaderValue Tag, bool IsImmutable)
{
    public static DashboardFile Of(string name, string path, string contentType)
    {
        using var content = File.OpenRead(path);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
        return new DashboardFile(path, File.Exists($"{path}.br") ? $"{path}.br" : null, contentType, tag, name.StartsWith("assets/", StringComparison.Ordinal));
    }
}
