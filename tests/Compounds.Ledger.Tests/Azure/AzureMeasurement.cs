using System.Diagnostics;
using System.Globalization;
using Compounds.Driving;

namespace Compounds.Ledger.Tests;

/// <summary>Measures the Azure ledger on Azurite, under many callers.</summary>
internal static class AzureMeasurement
{
    public static async Task<int> RunAsync(int appends, int factsEach, int callers)
    {
        var azurite = new AzuriteProcess();
        await azurite.InitializeAsync();
        try
        {
            await using var log = await AzureBlobLog.OpenAsync(azurite.Blobs(), "measure", CancellationToken.None);
            NewFact[] facts = [.. Enumerable.Repeat(Some.FactOfBytes(600), factsEach)];
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
            {
                for (var turn = 0; turn < appends / callers; turn++)
                {
                    if (!await log.TryAppendAsync($"inbox/agency/{caller}", turn * factsEach, facts, CancellationToken.None))
                        throw new InvalidOperationException("A writer of its own stream was refused.");
                }
            })));
            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{callers} callers, {factsEach} facts an append: {appends / seconds:F0} appends/s, {appends * factsEach / seconds:F0} facts/s"));
            watch.Restart();
            var verification = await LedgerVerification.RunAsync(log, CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"verified {verification.Facts} facts, {verification.Facts / watch.Elapsed.TotalSeconds:F0}/s, damage: {verification.Damage?.Sentence ?? "none"}"));
            return 0;
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }
}
