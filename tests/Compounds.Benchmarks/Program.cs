using System.Globalization;
using Compounds.Benchmarks;

switch (args.FirstOrDefault())
{
    case "choice":
        return ChoiceBenchmark.Run(Console.Out);
    case "cluster":
        return await ClusterBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 40_000, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1, args.Skip(3).Select(static setting => setting.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]));
    case "dashboard" or "what-if" when !DashboardBenchmark.IsBuilt:
        await Console.Error.WriteLineAsync("The dashboard is not built: npm ci && npm run build in src/Compounds.Dashboard.");
        return 2;
    case "dashboard":
        return await DashboardBenchmark.RunAsync(args.ElementAtOrDefault(1));
    case "fusion":
        FusionBenchmark.Run(args.ElementAtOrDefault(1));
        return 0;
    case "intake":
        return await IntakeBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000, args.Skip(2).Select(static setting => setting.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]));
    case "reads":
        return await ReadsBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300_000);
    case "restart":
        return await RestartBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300_000, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : null);
    case "simulation":
        return SimulationBenchmark.Run(args[1..]);
    case "what-if":
        return await WhatIfBenchmark.RunAsync();
    default:
        await Console.Error.WriteLineAsync("Say which benchmark to run: choice, cluster [reports [silos [SETTING=VALUE ...]]], dashboard [opening|live|working], fusion [one|several|amount|million|memory], intake [reports [SETTING=VALUE ...]], reads [reports], restart [reports [subjects]], simulation, what-if.");
        return 2;
}
