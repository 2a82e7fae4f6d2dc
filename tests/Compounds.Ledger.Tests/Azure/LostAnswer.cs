using Azure.Core;
using Azure.Core.Pipeline;

namespace Compounds.Ledger.Tests;

/// <summary>A network that loses transactions on their way there, or their answers on the way back.</summary>
internal sealed class LostAnswer : HttpClientTransport
{
    private bool _arrives;

    /// <summary>How many more are lost.</summary>
    public int Left { get; private set; }

    /// <summary>The next transactions take place, and their answers are lost.</summary>
    public void LoseNext(int count) => (Left, _arrives) = (count, true);

    /// <summary>The next transactions do not arrive.</summary>
    public void DropNext(int count) => (Left, _arrives) = (count, false);

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var isLost = Left > 0 && message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal);
        if (_arrives || !isLost)
            await base.ProcessAsync(message);
        if (isLost)
        {
            Left--;
            throw new IOException("The connection was closed before the answer came.");
        }
    }
}
