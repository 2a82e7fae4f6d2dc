using System.Collections.Frozen;
using System.Text.Json;
using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>Every attribute that can be reported, as versioned data (<c>attributes.json</c>).</summary>
public sealed class AttributeCatalogue
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };

    private readonly FrozenDictionary<(SubjectKind Kind, string Name), AttributeRule> _rules;

    private AttributeCatalogue(int version, IReadOnlyList<AttributeRule> rules)
    {
        Version = version;
        Rules = rules;
        _rules = rules.SelectMany(static rule => rule.Kinds.Select(kind => ((kind, rule.Name), rule))).ToFrozenDictionary(static pair => pair.Item1, static pair => pair.rule);
    }

    /// <summary>The catalogue that ships with this version.</summary>
    public static AttributeCatalogue Current { get; } = Load();

    /// <summary>The version of the data; every change of meaning raises it.</summary>
    public int Version { get; }

    /// <summary>The rules, in the order in which a person would read them.</summary>
    public IReadOnlyList<AttributeRule> Rules { get; }

    /// <summary>The rule of an attribute for a kind of subject; null when that kind has no such attribute.</summary>
    public AttributeRule? Find(SubjectKind kind, string attribute) => _rules.GetValueOrDefault((kind, attribute));

    /// <summary>The rule of an attribute that was accepted before.</summary>
    /// <exception cref="KeyNotFoundException">The kind has no such attribute.</exception>
    public AttributeRule this[SubjectKind kind, string attribute] => _rules[(kind, attribute)];

    /// <summary>The attributes a kind can have.</summary>
    public IEnumerable<AttributeRule> Of(SubjectKind kind) => Rules.Where(rule => rule.Kinds.Contains(kind));

    private static AttributeCatalogue Load()
    {
        using var stream = typeof(AttributeCatalogue).Assembly.GetManifestResourceStream("attributes.json") ?? throw new InvalidOperationException("attributes.json is not embedded.");
        var document = JsonSerializer.Deserialize<CatalogueDocument>(stream, s_json) ?? throw new InvalidOperationException("attributes.json is empty.");
        return new AttributeCatalogue(document.Version, document.Attributes);
    }

    private sealed record CatalogueDocument(int Version, string Owner, string Reason, IReadOnlyList<AttributeRule> Attributes);
}
