using System.Globalization;
using Compounds.Benchmarks;

switch (args.FirstOrDefault())
{
    case "choice":
        return ChoiceBenchmark.Run(Console.Out);
    case "fusion":
        FusionBenchmark.Run();
        return 0;
    case "intake":
        return await IntakeBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000, new Dictionary<string, string>());
    case "reads":
        return await ReadsBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300_000);
    case "simulation":
        return SimulationBenchmark.Run(args[1..]);
    default:
        await Console.Error.WriteLineAsync("Say which benchmark to run: choice, fusion, intake [reports], reads [reports], simulation.");
        return 2;
}
