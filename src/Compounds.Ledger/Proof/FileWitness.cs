using System.Runtime.CompilerServices;
using System.Text;

namespace Compounds.Ledger;

/// <summary>A file that only grows: one checkpoint a line, in Base64. It belongs on another disk or mount than the ledger, or under another owner.</summary>
/// <remarks>A line that was cut off when a machine stopped is left out when reading, and what is kept next begins on a line of its own.</remarks>
/// <param name="path">The file; it is made when the first checkpoint is kept.</param>
public sealed class FileWitness(string path) : ICheckpointWitness
{
    /// <summary>More than any checkpoint takes, also one of a log in 64 shards.</summary>
    private const int MaxLineBytes = 16 * 1024;

    private const byte EndOfLine = (byte)'\n';

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SignedCheckpoint> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            yield break;
        using var lines = Guarded(() => new StreamReader(Open(), Encoding.ASCII));
        while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (Parse(line) is { } checkpoint)
                yield return checkpoint;
        }
    }

    /// <inheritdoc/>
    public Task<SignedCheckpoint?> ReadLastAsync(CancellationToken cancellationToken) => Task.FromResult(Guarded(() =>
    {
        if (!File.Exists(path))
            return null;
        using var file = Open();
        if (file.Length == 0)
            return null;
        var end = new byte[Math.Min(file.Length, 2 * MaxLineBytes)];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        return Encoding.ASCII.GetString(end).Split('\n').Reverse().Select(Parse).FirstOrDefault(static checkpoint => checkpoint is not null)
            ?? throw new LedgerUnavailableException($"The last lines of {path} hold no checkpoint. Put the file there that this deployment kept.");
    }));

    /// <inheritdoc/>
    public Task KeepAsync(SignedCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return Task.FromResult(Guarded(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            var line = Encoding.ASCII.GetBytes($"{(EndsInLine(file) ? "" : "\n")}{Convert.ToBase64String(checkpoint.Bytes.Span)}\n");
            file.Seek(0, SeekOrigin.End);
            file.Write(line);
            file.Flush(flushToDisk: true);
            return true;
        }));
    }

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static bool EndsInLine(FileStream file)
    {
        if (file.Length == 0)
            return true;
        file.Position = file.Length - 1;
        return file.ReadByte() == EndOfLine;
    }

    private static SignedCheckpoint? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : SignedCheckpoint.Read(Convert.FromBase64String(line));
        }
        catch (Exception failure) when (failure is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException($"The checkpoints in {path} cannot be used: {failure.Message}", failure);
        }
    }
}
