using Compounds.Benchmarks;

return args.FirstOrDefault() switch
{
    "simulation" => SimulationBenchmark.Run(args[1..]),
    _ => 0,
};
