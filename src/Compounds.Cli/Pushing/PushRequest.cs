using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Compounds.Cli.Connecting;

namespace Compounds.Cli.Pushing;

/// <summary>Sends some lines in one request and takes their receipts as they come, while later lines are still on their way.</summary>
/// <param name="client">Sends in both directions at once.</param>
/// <param name="server">The server.</param>
/// <param name="waits">Whether each receipt is to wait until the claims are applied.</param>
/// <param name="idleLimit">How long no receipt may come before the connection counts as broken.</param>
/// <param name="clock">Tells how long until a date to retry at.</param>
internal sealed class PushRequest(HttpMessageInvoker client, ServerAddress server, bool waits, TimeSpan idleLimit, TimeProvider clock)
{
    /// <summary>Sends lines; gives each receipt in the order of the lines.</summary>
    /// <returns>How it ended; whatever broke, the receipts given until then stand.</returns>
    /// <exception cref="CommandException">The server refused the request as a whole, or does not speak the protocol.</exception>
    public async Task<PushAnswer> SendAsync(PushFile file, IReadOnlyList<PushLine> lines, Action<PushReceipt> receive, CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(idleLimit);
        using var content = new LinesContent(file, lines);
        using var request = server.Request(HttpMethod.Post, "v1/reports");
        request.Content = content;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        if (waits)
            request.Headers.Add("Prefer", "wait");
        try
        {
            using var response = await client.SendAsync(request, idle.Token);
            if (!response.IsSuccessStatusCode)
                return await TroubleAsync(response, idle.Token);
            var order = new ReceiptOrder(file, lines);
            var end = await ReceiveAsync(response, order, receive, idle);
            var isComplete = order.Count == lines.Count;
            return new PushAnswer(content.Fault ?? (isComplete ? null : Sentence(end?.Problem)), null);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            throw new CommandException($"There is no host {server.Uri.Host}.", exception);
        }
        catch (AuthenticationException exception)
        {
            throw new CommandException($"No secure connection to {server.Uri.Host}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or SocketException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (content.Fault is { } fault)
                throw new CommandException(fault, exception);
            return new PushAnswer(exception is OperationCanceledException ? $"No receipt came for {idleLimit.TotalSeconds:0} s." : $"{exception.Message.TrimEnd('.')}.", null);
        }
    }

    private async Task<PushAnswer> TroubleAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var sentence = await ServerAnswer.SentenceAsync(response, cancellationToken);

        // A full queue, a store that cannot be reached, a gateway that finds no server: those pass. Everything else would be answered the same way again.
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
            return new PushAnswer(sentence, response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() : null);
        throw new CommandException(sentence);
    }

    private static string Sentence(PushInterruption? problem) =>
        problem is null ? "The server ended its answer early." : $"{problem.Title} {problem.Detail}".Trim();

    /// <summary>Takes receipts until the answer ends.</summary>
    /// <returns>The line that says how it ended, or null without one.</returns>
    private async Task<PushReceipt?> ReceiveAsync(
        HttpResponseMessage response, ReceiptOrder order, Action<PushReceipt> receive, CancellationTokenSource idle)
    {
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(idle.Token));
        PushReceipt? end = null;
        while (true)
        {
            var read = await reader.ReadAsync(idle.Token);
            idle.CancelAfter(idleLimit);
            var buffer = read.Buffer;
            while (TryReadLine(ref buffer, read.IsCompleted, out var line))
            {
                if (line.IsEmpty)
                    continue;
                var receipt = PushReceipt.Parse(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
                if (receipt.End is null)
                    receive(order.Take(receipt));
                else
                    end = receipt;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return end;
        }
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> buffer, bool isEnd, out ReadOnlySequence<byte> line)
    {
        var at = buffer.PositionOf((byte)'\n');
        line = at is { } end ? buffer.Slice(0, end) : buffer;
        if (at is null && (!isEnd || buffer.IsEmpty))
            return false;
        buffer = at is { } feed ? buffer.Slice(buffer.GetPosition(1, feed)) : buffer.Slice(buffer.End);
        return true;
    }
}
