using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;
using Compounds.Exchange.Intake;
using Compounds.Grains.Inbox;

namespace Compounds.Server.Intake;

/// <summary>
/// Reads reports line by line and answers receipt by receipt while the sender still sends. Each line is judged on its own; reading, filing
/// and answering overlap, and a sender that is too fast is slowed by the connection itself.
/// </summary>
internal static class NdjsonIntake
{
    /// <summary>Lines filed at once, and read ahead meanwhile: whatever has been read while the batch before was filed, up to this many.</summary>
    private const int BatchLines = 1_000;

    /// <summary>Lines read before whoever asks a question goes first: a quarter of a millisecond, so that a fast sender cannot hold up readers.</summary>
    private const int LinesATurn = 16;

    /// <summary>Bytes filed at once, so that a batch stays below the ledger's limit of an append.</summary>
    private const int BatchBytes = 1024 * 1024;

    // Stands for any line over the limit, whose bytes are not kept: the reader refuses it by its length alone.
    private static readonly byte[] s_tooLong = new byte[ReportLimits.LineBytes + 1];

    public static async Task RunAsync(PipeReader body, PipeWriter answer, Filing filing, FilingContext context, IntakePace pace, bool waitUntilApplied, CancellationToken leaving, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A server that stops takes no further batch; the last line says where to go on.
        using var next = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, leaving);
        var lines = Channel.CreateBounded<Line>(new BoundedChannelOptions(BatchLines) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(body, lines.Writer, context, pace, stop.Token);
        try
        {
            while (await lines.Reader.WaitToReadAsync(next.Token))
            {
                leaving.ThrowIfCancellationRequested();
                var (batch, bytes) = (new List<(int, ReportReading)>(), 0L);
                while (batch.Count < BatchLines && bytes < BatchBytes && lines.Reader.TryRead(out var line))
                {
                    batch.Add((line.Number, line.Reading));
                    bytes += line.Bytes;
                }

                foreach (var receipt in await filing.FileAsync(await filing.ResolveAsync(batch, stop.Token), waitUntilApplied, stop.Token))
                    ReceiptJson.WriteLine(answer, receipt);
                await answer.FlushAsync(stop.Token);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await reading;
    }

    private static async Task ReadAsync(PipeReader body, ChannelWriter<Line> lines, FilingContext context, IntakePace pace, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var (number, isSkipping) = (0, false);
            while (true)
            {
                var result = await body.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                while (TryTakeLine(ref buffer, result.IsCompleted, out var text))
                {
                    number++;
                    if (isSkipping)
                        isSkipping = false; // The rest of a line that was refused as too long.
                    else if (!IsBlank(text))
                        await lines.WriteAsync(new Line(number, Read(text, context), text.Length), cancellationToken);
                    if (number % LinesATurn == 0)
                    {
                        await Task.Yield();
                        await pace.GiveWayAsync();
                    }
                }

                if (buffer.Length > ReportLimits.LineBytes)
                {
                    if (!isSkipping)
                        await lines.WriteAsync(new Line(number + 1, ReportReader.Read(s_tooLong, context), 0), cancellationToken);
                    isSkipping = true;
                    buffer = buffer.Slice(buffer.End);
                }

                body.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                    break;
            }
        }
        catch (Exception caught) when (caught is OperationCanceledException or IOException or BadHttpRequestException)
        {
            failure = caught;
        }

        lines.Complete(failure);
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!isLast || buffer.IsEmpty || buffer.Length > ReportLimits.LineBytes)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> text) => text.Length <= 1 && (text.IsEmpty || text.FirstSpan[0] is (byte)'\r' or (byte)' ');

    private static ReportReading Read(in ReadOnlySequence<byte> text, FilingContext context)
    {
        if (text.Length > ReportLimits.LineBytes)
            return ReportReader.Read(s_tooLong, context);
        if (text.IsSingleSegment)
            return ReportReader.Read(text.FirstSpan, context);
        var rented = ArrayPool<byte>.Shared.Rent((int)text.Length);
        try
        {
            text.CopyTo(rented);
            return ReportReader.Read(rented.AsSpan(0, (int)text.Length), context);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>One line as read.</summary>
    private readonly record struct Line(int Number, ReportReading Reading, long Bytes);
}
