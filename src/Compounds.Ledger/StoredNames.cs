using System.Text;

namespace Compounds.Ledger;

/// <summary>The stored names seen so far, so that reading a million facts does not make a million equal strings.</summary>
internal sealed class StoredNames
{
    // The vocabulary is a few dozen names; the bound only keeps a hostile file from filling the memory.
    private const int MaxNames = 1024;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public string Decode(ReadOnlySpan<byte> utf8)
    {
        Span<char> characters = stackalloc char[LedgerLimits.MaxFactNameLength];
        if (utf8.Length > characters.Length)
            return Encoding.UTF8.GetString(utf8);

        characters = characters[..Encoding.UTF8.GetChars(utf8, characters)];
        if (_names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(characters, out var known))
            return known;

        var name = characters.ToString();
        if (_names.Count < MaxNames)
            _names.Add(name);
        return name;
    }
}
