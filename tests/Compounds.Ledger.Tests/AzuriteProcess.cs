namespace Compounds.Ledger.Tests;

internal static class AzuriteProcess
{
    public static string? WhyItCannotRun => null;
}
