using Compounds.Benchmarks;

switch (args.FirstOrDefault())
{
    case "choice":
        return ChoiceBenchmark.Run(Console.Out);
    default:
        return 0;
}
