using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Compounds.Simulation;

/// <summary>SHA-256 over a canonical encoding: little-endian numbers, texts and lists led by their length.</summary>
internal sealed class CanonicalHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a hash of something.</summary>
    /// <param name="subject">What is hashed, and the version of its encoding; keeps equal bytes of unequal things apart.</param>
    public CanonicalHash(string subject) => Add(subject);

    public void Add(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        Add(octets.Length);
        _hash.AppendData(octets);
    }

    public void Add(long number)
    {
        Span<byte> octets = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(octets, number);
        _hash.AppendData(octets);
    }

    public void Add(ReadOnlySpan<double> numbers)
    {
        Add(numbers.Length);
        foreach (var number in numbers)
            Add(BitConverter.DoubleToInt64Bits(number + 0.0));
    }

    /// <summary>Adds many numbers as they lie in memory; the platforms supported are little-endian.</summary>
    public void Add(ReadOnlySpan<float> numbers)
    {
        Add(numbers.Length);
        _hash.AppendData(MemoryMarshal.AsBytes(numbers));
    }

    public void Add(Quantity quantity)
    {
        Add((int)quantity.Shape);
        Add(quantity.Points.AsSpan());
    }

    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
