using System.Runtime.CompilerServices;

namespace Compounds.Ledger;

/// <summary>The head of one stream as the writer knows it: about 180 bytes with its name and its place in the dictionary.</summary>
internal sealed class StreamRow(long id, long version)
{
    private LinkBytes _link;

    public long Id { get; } = id;

    public long Version { get; set; } = version;

    public Span<byte> Link => _link;

    [InlineArray(FactChain.LinkBytes)]
    private struct LinkBytes
    {
        private byte _first;
    }
}
