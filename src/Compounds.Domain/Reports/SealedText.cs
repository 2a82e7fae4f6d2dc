using System.Globalization;

namespace Compounds.Reports;

/// <summary>The key that opens one text: which batch of keys it was made in, and where it stands there.</summary>
/// <param name="Batch">The batch; a version 7 UUID, so that batches stand in the order in which they were made.</param>
/// <param name="Place">The place in the batch, from 0.</param>
public readonly record struct TextKey(Guid Batch, int Place)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It was not written here.</exception>
    public static TextKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? new(Guid.ParseExact(text.AsSpan(0, slash), "N"), int.Parse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' names no key of a text.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Batch:N}/{Place}");
}

/// <summary>The free text of a report as the ledger keeps it: nothing but its key opens it.</summary>
/// <param name="Key">The key, which is kept elsewhere.</param>
/// <param name="Content">The text sealed under it.</param>
public sealed record SealedText(TextKey Key, ReadOnlyMemory<byte> Content);
