using Azure.Core;
using Azure.Core.Pipeline;

namespace Compounds.Ledger.Tests;

/// <summary>A network that loses appends on their way there, or their answers on the way back.</summary>
/// <param name="isAppend">Tells an append by its address.</param>
internal sealed class LostAnswer(Func<Uri, bool> isAppend) : HttpClientTransport
{
    private bool _arrives;

    /// <summary>One that loses transactions of a table.</summary>
    public static LostAnswer OfTable() => new(static address => address.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal));

    /// <summary>One that loses blocks of a log.</summary>
    public static LostAnswer OfLog() => new(static address => address.Query.Contains("comp=appendblock", StringComparison.Ordinal));

    /// <summary>How many more are lost.</summary>
    public int Left { get; private set; }

    /// <summary>The next appends take place, and their answers are lost.</summary>
    public void LoseNext(int count) => (Left, _arrives) = (count, true);

    /// <summary>The next appends do not arrive.</summary>
    public void DropNext(int count) => (Left, _arrives) = (count, false);

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var isLost = Left > 0 && isAppend(message.Request.Uri.ToUri());
        if (_arrives || !isLost)
            await base.ProcessAsync(message);
        if (isLost)
        {
            Left--;
            throw new IOException("The connection was closed before the answer came.");
        }
    }
}
