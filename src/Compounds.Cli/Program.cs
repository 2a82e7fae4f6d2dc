using System.Globalization;
using Compounds.Cli;

// The same numbers on every machine, so that output can be read by other programs.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await CommandLine.RunAsync(args, Screen.OfProcess(), TimeProvider.System, static (time, cancellation) => Task.Delay(time, cancellation), CancellationToken.None);
