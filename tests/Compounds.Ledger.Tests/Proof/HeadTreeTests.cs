using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Compounds.Ledger.Tests.Proof;

public sealed class HeadTreeTests
{
    private static readonly Gen<(string Stream, long Version, byte[] Link)> s_head =
        Gen.Select(Gen.Int[0, 60].Select(static number => $"compound/{number}"), Gen.Long[1, 1_000], Gen.Byte.Array[32]);

    private static readonly Gen<(string Stream, long Version, byte[] Link)[]> s_heads =
        s_head.Array[0, 40].Select(static heads => heads.DistinctBy(static head => head.Stream).ToArray());

    [Fact]
    public void The_order_in_which_heads_come_does_not_matter() => Gen.Select(s_heads, Gen.Int).Sample(
        static (heads, seed) => Assert.Equal(Root(heads), Root(heads.OrderBy(head => HashCode.Combine(seed, head.Stream)))), iter: PropertyCases.Count);

    [Fact]
    public void Moving_heads_one_by_one_gives_what_building_at_once_gives() => s_head.Array[0, 80].Sample(static moves =>
    {
        var (tree, heads) = (new HeadTree(), new Dictionary<string, (string Stream, long Version, byte[] Link)>());
        foreach (var move in moves)
        {
            tree.Set(move.Stream, move.Version, move.Link);
            heads[move.Stream] = move;
            Assert.Equal(Root(heads.Values), tree.Root());
            Assert.Equal(heads.Count, tree.Streams);
        }
    }, iter: PropertyCases.Count / 10);

    [Fact]
    public void The_root_is_what_the_documentation_defines() => s_heads.Sample(
        static heads => Assert.Equal(Defined([.. heads.Select(static head => (SHA256.HashData(Encoding.UTF8.GetBytes(head.Stream)), Leaf(head)))], 0), Root(heads)),
        iter: PropertyCases.Count);

    [Fact]
    public void Any_head_that_is_another_gives_another_root() => Gen.Select(s_heads, Gen.Int[0, 39], Gen.Int[0, 255], Gen.Long[1, 1_000]).Sample(
        static (heads, which, bit, version) =>
        {
            if (heads.Length == 0)
                return;
            var (root, changed) = (Root(heads), heads[which % heads.Length]);
            var link = changed.Link.ToArray();
            link[bit / 8] ^= (byte)(1 << (bit % 8));
            var rest = heads.Where(head => head.Stream != changed.Stream).ToArray();
            Assert.NotEqual(root, Root([.. rest, changed with { Link = link }]));
            Assert.NotEqual(root, Root([.. rest, changed with { Version = changed.Version + version }]));
            Assert.NotEqual(root, Root([.. rest, changed with { Stream = "compound/other" }]));
            Assert.NotEqual(root, Root(rest));
            Assert.NotEqual(root, Root([.. heads, ("compound/more", 1, link)]));
        },
        iter: PropertyCases.Count);

    private static byte[] Root(IEnumerable<(string Stream, long Version, byte[] Link)> heads)
    {
        var tree = new HeadTree();
        foreach (var (stream, version, link) in heads)
            tree.Set(stream, version, link);
        return tree.Root();
    }

    private static byte[] Leaf((string Stream, long Version, byte[] Link) head)
    {
        var (name, numbers) = (Encoding.UTF8.GetBytes(head.Stream), new byte[12]);
        BinaryPrimitives.WriteInt32BigEndian(numbers, name.Length);
        BinaryPrimitives.WriteInt64BigEndian(numbers.AsSpan(4), head.Version);
        return SHA256.HashData([0, .. numbers[..4], .. name, .. numbers[4..], .. head.Link]);
    }

    private static byte[] Defined(List<(byte[] Key, byte[] Leaf)> leaves, int bit)
    {
        if (leaves.Count < 2)
            return leaves.Count == 0 ? SHA256.HashData([]) : leaves[0].Leaf;
        var zero = leaves.Where(leaf => (leaf.Key[bit / 8] >> (7 - (bit % 8)) & 1) == 0).ToList();
        var one = leaves.Except(zero).ToList();
        return zero.Count == 0 || one.Count == 0
            ? Defined(leaves, bit + 1) : SHA256.HashData([1, .. Defined(zero, bit + 1), .. Defined(one, bit + 1)]);
    }
}
