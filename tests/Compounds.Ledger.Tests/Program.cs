using System.Globalization;
using Compounds.Ledger.Tests;

// Not how the tests are run: these are the child processes of tests that kill and pause, and the measurement of both adapters.
return args switch
{
    ["append", var path] => await EndlessAppend.RunAsync(path),
    ["own", var path] => await PausedOwner.RunAsync(path),
    ["measure", "sqlite", var total, var maxFacts] =>
        await SqliteMeasurement.RunAsync(long.Parse(total, CultureInfo.InvariantCulture), int.Parse(maxFacts, CultureInfo.InvariantCulture)),
    ["measure", "azure", var appends, var factsEach, var callers] => await AzureMeasurement.RunAsync(
        int.Parse(appends, CultureInfo.InvariantCulture), int.Parse(factsEach, CultureInfo.InvariantCulture), int.Parse(callers, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("append <ledger file>: appends until it is killed, and prints each version that was answered");
    Console.Error.WriteLine("own <ledger file>: appends a fact for each line that it reads, and says what became of it");
    Console.Error.WriteLine("measure sqlite <facts> <most facts an append>: throughput beside a plain loop of inserts");
    Console.Error.WriteLine("measure azure <appends> <facts each> <callers>: throughput on Azurite");
    return 2;
}
