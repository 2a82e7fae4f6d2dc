using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Reports;

/// <summary>The claims of one report or of one piece of evidence, as the ledger keeps them.</summary>
internal static class StoredClaims
{
    /// <summary>Writes <c>claims</c>, also when there is none.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Claim> claims)
    {
        writer.WriteStartArray("claims"u8);
        foreach (var claim in claims)
            ClaimJson.Write(writer, claim);
        writer.WriteEndArray();
    }

    /// <summary>Reads the array at the reader.</summary>
    public static IReadOnlyList<Claim> Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return [];
        var first = ClaimJson.Read(ref reader);
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return [first];

        // Evidence about one subject is mostly one claim: only more of them pay for a list.
        var claims = new List<Claim> { first };
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read())
            claims.Add(ClaimJson.Read(ref reader));
        return claims.ToArray();
    }
}
