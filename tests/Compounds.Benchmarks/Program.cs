using Compounds.Benchmarks;

var benchmarks = new Dictionary<string, Action>(StringComparer.Ordinal)
{
    ["fusion"] = FusionBenchmark.Run,
};

if (args.Length == 1 && benchmarks.TryGetValue(args[0], out var run))
{
    run();
    return 0;
}

await Console.Error.WriteLineAsync($"Say which benchmark to run: {string.Join(", ", benchmarks.Keys.Order())}.");
return 2;
