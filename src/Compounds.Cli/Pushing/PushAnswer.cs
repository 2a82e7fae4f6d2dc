namespace Compounds.Cli.Pushing;

/// <summary>How one request ended.</summary>
/// <param name="Trouble">Why lines may be left without a receipt, as one sentence; null when the answer came to its end.</param>
/// <param name="RetryAfter">How long the server asks to wait, or null when it does not say.</param>
internal readonly record struct PushAnswer(string? Trouble, TimeSpan? RetryAfter);
