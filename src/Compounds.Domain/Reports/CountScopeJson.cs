using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Reports;

/// <summary>The members of a claim that tie a count to other counts, the same on the wire and in the ledger.</summary>
internal static class CountScopeJson
{
    /// <summary>Writes what is told into an open object.</summary>
    public static void Write(Utf8JsonWriter writer, CountScope scope)
    {
        WriteCell(writer, scope.Of);
        StoredJson.WriteOptional(writer, "in"u8, scope.In);
        StoredJson.WriteOptional(writer, "apart"u8, scope.Apart);
        StoredJson.WriteOptional(writer, "split"u8, scope.Split);
        StoredJson.WriteOptional(writer, "complete"u8, scope.Complete);
        if (scope.IsPart)
            writer.WriteBoolean("part"u8, true);
        if (scope.Within is not { } within)
            return;
        writer.WriteStartObject("within"u8);
        StoredJson.WriteOptional(writer, "dimension"u8, within.Dimension);
        WriteCell(writer, within.Of);
        StoredJson.WriteOptional(writer, "from"u8, within.From);
        StoredJson.WriteOptional(writer, "on"u8, within.On);
        StoredJson.WriteOptional(writer, "occasion"u8, within.Occasion);
        writer.WriteEndObject();
    }

    /// <summary>Reads the member at the reader into a scope; false, and nothing is read, when it is not one of its members.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, ref CountScope? scope)
    {
        if (StoredJson.Is(ref reader, "of"u8))
            scope = (scope ?? CountScope.None) with { Of = ReadCell(ref reader) };
        else if (StoredJson.Is(ref reader, "in"u8))
            scope = (scope ?? CountScope.None) with { In = TextPool.Read(ref reader) };
        else if (StoredJson.Is(ref reader, "apart"u8))
            scope = (scope ?? CountScope.None) with { Apart = TextPool.Read(ref reader) };
        else if (StoredJson.Is(ref reader, "split"u8))
            scope = (scope ?? CountScope.None) with { Split = TextPool.Read(ref reader) };
        else if (StoredJson.Is(ref reader, "complete"u8))
            scope = (scope ?? CountScope.None) with { Complete = TextPool.Read(ref reader) };
        else if (StoredJson.Is(ref reader, "part"u8))
            scope = (scope ?? CountScope.None) with { IsPart = reader.GetBoolean() };
        else if (StoredJson.Is(ref reader, "within"u8))
            scope = (scope ?? CountScope.None) with { Within = ReadReference(ref reader) };
        else
            return false;
        return true;
    }

    private static void WriteCell(Utf8JsonWriter writer, PeopleCell? cell)
    {
        if (cell is not { } told)
            return;
        writer.WriteStartObject("of"u8);
        foreach (var (axis, value) in told.Parts())
            writer.WriteString(axis, value);
        writer.WriteEndObject();
    }

    private static PeopleCell ReadCell(ref Utf8JsonReader reader)
    {
        var parts = new List<(string, string)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var axis = reader.GetString()!;
            reader.Read();
            parts.Add((axis, reader.GetString()!));
        }

        return PeopleCell.Of(parts);
    }

    private static CountReference ReadReference(ref Utf8JsonReader reader)
    {
        var within = new CountReference(null, null, null, null, null);
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "dimension"u8))
                within = within with { Dimension = TextPool.Read(ref reader) };
            else if (StoredJson.Is(ref reader, "of"u8))
                within = within with { Of = ReadCell(ref reader) };
            else if (StoredJson.Is(ref reader, "from"u8))
                within = within with { From = StoredJson.ReadDay(ref reader) };
            else if (StoredJson.Is(ref reader, "on"u8))
                within = within with { On = StoredJson.ReadDay(ref reader) };
            else if (StoredJson.Is(ref reader, "occasion"u8))
                within = within with { Occasion = TextPool.Read(ref reader) };
            else
                StoredJson.Pass(ref reader);
        }

        return within;
    }
}
