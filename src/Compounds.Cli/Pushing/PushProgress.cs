using System.Text.Json;

namespace Compounds.Cli.Pushing;

/// <summary>How far a file has been pushed: every line before has a receipt. Kept beside the file as <c>FILE.progress</c> until the end is reached.</summary>
/// <param name="Server">The server it was pushed to.</param>
/// <param name="Head">A hash of the head of the file.</param>
/// <param name="HeadBytes">How many bytes the head is.</param>
/// <param name="Reached">The position before which every line has a receipt.</param>
/// <param name="Before">A hash of what lies before that position.</param>
/// <param name="RejectedBytes">The length of the file of refused lines at that point.</param>
/// <param name="ReasonsBytes">The length of the file of reasons at that point; 0 when there is none.</param>
internal sealed record PushProgress(string Server, string Head, int HeadBytes, FilePosition Reached, string Before, long RejectedBytes, long ReasonsBytes)
{
    /// <summary>Reads the progress of a file.</summary>
    /// <returns>Null when there is none, or it is of another server, another file, or lines that were changed since.</returns>
    public static PushProgress? Of(PushFile file, string server)
    {
        try
        {
            var progress = JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(file)), PushJson.Default.PushProgress);
            return progress is not null && progress.Server == server && progress.Reached.Offset <= file.Length && progress.HeadBytes <= file.Length &&
                progress.Head == file.HashOfHead(progress.HeadBytes) && progress.Before == file.HashBefore(progress.Reached.Offset) ? progress : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the progress of the file, all or nothing.</summary>
    public void Save(PushFile file)
    {
        var written = PathOf(file) + ".new";
        File.WriteAllBytes(written, JsonSerializer.SerializeToUtf8Bytes(this, PushJson.Default.PushProgress));
        File.Move(written, PathOf(file), overwrite: true);
    }

    /// <summary>Forgets the progress: the whole file is done.</summary>
    public static void Clear(PushFile file) => File.Delete(PathOf(file));

    private static string PathOf(PushFile file) => file.Path + ".progress";
}
