namespace Compounds.Grains.States;

/// <summary>
/// What a grain keeps in grain storage: a shortcut, which the ledger would give again, or a preference, which is no evidence. It carries the
/// name of its format and no name of a type, so that code may be renamed.
/// </summary>
[GenerateSerializer, Immutable, Alias("state/kept")]
public sealed record KeptState
{
    /// <summary>The format of the body, with its version, for example <c>views/1</c>; empty when nothing is kept or what is kept cannot be read.</summary>
    [Id(0)]
    public string Format { get; init; } = "";

    /// <summary>For a shortcut, the version of the last fact that it rests on; 0 for a preference.</summary>
    [Id(1)]
    public long Version { get; init; }

    /// <summary>For a shortcut, the ledger's link at that version, by which it is known to belong to this stream; empty when that is told otherwise.</summary>
    [Id(2)]
    public ReadOnlyMemory<byte> Link { get; init; }

    /// <summary>The state in its own format.</summary>
    [Id(3)]
    public ReadOnlyMemory<byte> Body { get; init; }
}
