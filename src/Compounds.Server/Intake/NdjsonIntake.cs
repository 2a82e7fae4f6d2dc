using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;
using Compounds.Exchange.Intake;
using Compounds.Reports;

namespace Compounds.Server.Intake;

/// <summary>
/// Reads reports line by line and answers receipt by receipt while the sender still sends. Each line is judged on its own; reading, filing
/// and answering overlap, and a sender that is too fast is slowed by the connection itself.
/// </summary>
internal static class NdjsonIntake
{
    /// <summary>Lines filed at once. Larger batches share commits; measured flat above 256.</summary>
    private const int BatchLines = 512;

    /// <summary>Bytes filed at once, so that a batch stays below the ledger's limit of an append.</summary>
    private const int BatchBytes = 1024 * 1024;

    // Stands for any line over the limit, whose bytes are not kept: the reader refuses it by its length alone.
    private static readonly byte[] s_tooLong = new byte[ReportLimits.LineBytes + 1];

    /// <summary>Batches between the first byte read and the last receipt written.</summary>
    private const int BatchesUnderWay = 4;

    public static async Task RunAsync(PipeReader body, PipeWriter answer, Filing filing, FilingContext context, bool waitUntilApplied, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<Task<IReadOnlyList<Filing.ReadLine>>>(BatchesUnderWay);
        var reading = ReadAsync(body, batches.Writer, filing, context, stop.Token);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(stop.Token))
            {
                foreach (var receipt in await filing.FileAsync(await batch, waitUntilApplied, stop.Token))
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

    private static async Task ReadAsync(
        PipeReader body, ChannelWriter<Task<IReadOnlyList<Filing.ReadLine>>> batches, Filing filing, FilingContext context, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var (line, skipping) = (0, false);
            while (true)
            {
                var result = await body.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                var readings = new List<(int, ReportReading)>();
                var bytes = 0L;
                while (TryTakeLine(ref buffer, result.IsCompleted, out var text))
                {
                    line++;
                    if (skipping)
                    {
                        // The rest of a line that was refused as too long.
                        skipping = false;
                        continue;
                    }

                    if (IsBlank(text))
                        continue;
                    readings.Add((line, Read(text, context)));
                    bytes += text.Length;
                    if (readings.Count < BatchLines && bytes < BatchBytes)
                        continue;
                    await batches.WriteAsync(filing.ResolveAsync(readings, cancellationToken), cancellationToken);
                    readings = [];
                    bytes = 0;
                }

                if (buffer.Length > ReportLimits.LineBytes)
                {
                    if (!skipping)
                        readings.Add((line + 1, ReportReader.Read(s_tooLong, context)));
                    skipping = true;
                    buffer = buffer.Slice(buffer.End);
                }

                body.AdvanceTo(buffer.Start, buffer.End);
                if (readings.Count > 0)
                    await batches.WriteAsync(filing.ResolveAsync(readings, cancellationToken), cancellationToken);
                if (result.IsCompleted)
                    break;
            }
        }
        catch (Exception caught) when (caught is OperationCanceledException or IOException or BadHttpRequestException)
        {
            failure = caught;
        }

        batches.Complete(failure);
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
}
