using System.Text.Encodings.Web;
using System.Text.Json;
using Compounds.Readers;

namespace Compounds.Cli.Exporting;

/// <summary>
/// The two files of an export: cards as they were received, one a line, and a GeoJSON map of them. They take their names only when
/// the export is whole, so that a broken one leaves the last good export in place.
/// </summary>
internal sealed class LiveFiles : IDisposable
{
    /// <summary>The file of cards.</summary>
    public const string CardsName = "live.ndjson";

    /// <summary>The map.</summary>
    public const string MapName = "live.geojson";

    private readonly string _folder;
    private readonly FileStream _cards;
    private readonly FileStream _mapFile;
    private readonly Utf8JsonWriter _map;
    private readonly Utf8JsonWriter _card;

    /// <summary>Begins both files in a folder that exists.</summary>
    public LiveFiles(string folder)
    {
        // Names in other scripts stay readable in a file that is no web page.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        _folder = folder;
        _cards = File.Create(NewPath(CardsName));
        _mapFile = File.Create(NewPath(MapName));
        _card = new Utf8JsonWriter(_cards, options);
        _map = new Utf8JsonWriter(_mapFile, options);
        _map.WriteStartObject();
        _map.WriteString("type"u8, "FeatureCollection"u8);
        _map.WriteStartArray("features"u8);
    }

    /// <summary>The cards written so far.</summary>
    public long Cards { get; private set; }

    /// <summary>The cards with a place among them.</summary>
    public long Places { get; private set; }

    /// <summary>The highest marking of the cards so far; null when one of them tells none, so that none may be taken to be open.</summary>
    public Tlp? Marking { get; private set; } = Tlp.Clear;

    /// <summary>The same as people write it.</summary>
    public string MarkingInWords =>
        Marking is { } level ? $"TLP:{level.Text()}" : "TLP not known; treat it as the highest that the key may see";

    /// <summary>Writes one card to both files.</summary>
    public void Add(JsonElement card)
    {
        var level = card.TryGetProperty("highestTlp"u8, out var told) && told.ValueKind is JsonValueKind.String && Levels.TryParse(told.GetString(), out Tlp tlp) ? tlp : (Tlp?)null;
        Marking = level is null || Marking is null ? null : level > Marking ? level : Marking;
        card.WriteTo(_card);
        _card.Flush();
        _card.Reset();
        _cards.Write("\n"u8);
        Cards++;
        WriteFeature(card);
    }

    /// <summary>Ends both files and gives them their names.</summary>
    public void Finish()
    {
        _map.WriteEndArray();
        _map.WriteString("marking"u8, MarkingInWords);
        _map.WriteEndObject();
        _map.Flush();
        Close();
        File.Move(NewPath(CardsName), Path.Combine(_folder, CardsName), overwrite: true);
        File.Move(NewPath(MapName), Path.Combine(_folder, MapName), overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        File.Delete(NewPath(CardsName));
        File.Delete(NewPath(MapName));
    }

    private void Close()
    {
        _card.Dispose();
        _map.Dispose();
        _cards.Dispose();
        _mapFile.Dispose();
    }

    private void WriteFeature(JsonElement card)
    {
        _map.WriteStartObject();
        _map.WriteString("type"u8, "Feature"u8);
        if (card.TryGetProperty("id"u8, out var id))
        {
            _map.WritePropertyName("id"u8);
            id.WriteTo(_map);
        }

        var hasPlace = card.TryGetProperty("location"u8, out var location) && location.ValueKind == JsonValueKind.Object;
        _map.WritePropertyName("geometry"u8);
        if (hasPlace)
            WritePoint(location);
        else
            _map.WriteNullValue();
        _map.WriteStartObject("properties"u8);
        foreach (var property in card.EnumerateObject().Where(static property => property.Name != "location" && IsFlat(property.Value)))
            property.WriteTo(_map);
        if (hasPlace)
        {
            foreach (var property in location.EnumerateObject().Where(static property => property.Name is not ("latitude" or "longitude") && IsFlat(property.Value)))
                property.WriteTo(_map);
        }

        _map.WriteEndObject();
        _map.WriteEndObject();
    }

    private void WritePoint(JsonElement location)
    {
        Places++;
        _map.WriteStartObject();
        _map.WriteString("type"u8, "Point"u8);

        // GeoJSON names the east first.
        _map.WriteStartArray("coordinates"u8);
        location.GetProperty("longitude"u8).WriteTo(_map);
        location.GetProperty("latitude"u8).WriteTo(_map);
        _map.WriteEndArray();
        _map.WriteEndObject();
    }

    private static bool IsFlat(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private string NewPath(string name) => Path.Combine(_folder, name + ".new");
}
