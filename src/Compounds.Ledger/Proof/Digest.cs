using System.Runtime.CompilerServices;

namespace Compounds.Ledger;

/// <summary>A SHA-256 hash that lies inside its owner, without an array of its own.</summary>
[InlineArray(Bytes)]
internal struct Digest
{
    public const int Bytes = 32;

    private byte _first;
}
