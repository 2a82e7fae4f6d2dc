using Compounds.Benchmarks;

switch (args.FirstOrDefault())
{
    case "choice":
        return ChoiceBenchmark.Run(Console.Out);
    case "fusion":
        FusionBenchmark.Run();
        return 0;
    default:
        await Console.Error.WriteLineAsync("Say which benchmark to run: choice, fusion.");
        return 2;
}
