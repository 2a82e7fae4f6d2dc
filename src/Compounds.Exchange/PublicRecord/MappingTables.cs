using System.Text.Json;

namespace Compounds.Exchange.PublicRecord;

/// <summary>The decisions about the record, written by hand and kept as data beside the code.</summary>
internal sealed class MappingTables
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<MappingRow>>> _sections =
        new[] { "assets", "calibration", "cohorts", "compounds", "crossings", "events", "links", "operators", "reports", "towns" }
            .ToDictionary(static name => name, static name => Load<IReadOnlyDictionary<string, IReadOnlyList<MappingRow>>>(name), StringComparer.Ordinal);

    /// <summary>The codes that words of the record stand for, by table and word.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes { get; } =
        Load<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>>("codes");

    /// <summary>For each conflict, the claims that must carry each position.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ConflictRow>> Conflicts { get; } =
        Load<IReadOnlyDictionary<string, IReadOnlyList<ConflictRow>>>("conflicts");

    /// <summary>The rows of an item; null when the tables do not know it.</summary>
    public IReadOnlyList<MappingRow>? Find(string section, string item) => _sections[section].GetValueOrDefault(item);

    /// <summary>The items that a section of the tables knows.</summary>
    public IEnumerable<string> ItemsOf(string section) => _sections[section].Keys;

    /// <summary>The code of a word; null when the catalogue has none for it.</summary>
    public string? Code(string table, string word) => Codes[table].GetValueOrDefault(word);

    /// <summary>Reads one table.</summary>
    public static T Load<T>(string name)
    {
        using var stream = typeof(MappingTables).Assembly.GetManifestResourceStream($"public-record/{name}.json")
            ?? throw new InvalidOperationException($"The table {name} is not embedded.");
        return JsonSerializer.Deserialize<T>(stream, s_json) ?? throw new InvalidOperationException($"The table {name} is empty.");
    }
}

/// <summary>Which claims carry one position of a conflict.</summary>
/// <param name="Position">The index of the position.</param>
/// <param name="Unmapped">Why no claim can carry it; null when claims do.</param>
/// <param name="Claims">What to look for in the reports of the position's citations.</param>
/// <param name="Without">Citations of the position that have no such claim, with the reason.</param>
internal sealed record ConflictRow(int Position, string? Unmapped, IReadOnlyList<ClaimPattern>? Claims, IReadOnlyDictionary<string, string>? Without);

/// <summary>A claim to look for.</summary>
/// <param name="Subject">The record's id of its subject.</param>
/// <param name="Attribute">Its attribute.</param>
/// <param name="Dimension">Its dimension; null for any.</param>
/// <param name="Of">The part of the group, such as <c>nationality=IN</c>; null for all of it.</param>
internal sealed record ClaimPattern(string Subject, string Attribute, string? Dimension, string? Of);
