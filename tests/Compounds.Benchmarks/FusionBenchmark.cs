using System.Diagnostics;
using System.Globalization;
using Compounds.Fusion;

namespace Compounds.Benchmarks;

/// <summary>What fusion costs: an update at 1,000 claims, a read, a million claims, and the memory they take.</summary>
internal static class FusionBenchmark
{
    private const int Held = 1000;
    private const int Updates = 5000;
    private const int Runs = 7;
    private const int Million = 1_000_000;
    private const int Pairs = 10_000;

    public static void Run()
    {
        foreach (var quantity in new[] { false, true })
        {
            foreach (var (name, sources) in new[] { ("25 sources", 25), ("a single source", 1), ("every report its own source", int.MaxValue) })
            {
                Print($"update at {Held} claims, {Kind(quantity)}, {name}", Repeat(latencies => MeasureUpdates(latencies, quantity, sources)));
            }

            Print($"read at {Held} claims, {Kind(quantity)}", Repeat(latencies => MeasureReads(latencies, quantity)));
        }

        MeasureMillion();
        MeasureBytes("attributes of one claim", count: 200_000, claimsEach: 1);
        MeasureBytes("attributes of 100 claims", count: 2_000, claimsEach: 100);
    }

    private static string Repeat(Action<Latencies> run)
    {
        var latencies = new Latencies(Updates);
        for (var i = 0; i < Runs; i++)
        {
            latencies.Restart();
            run(latencies);
        }

        return latencies.ToString();
    }

    // Each update retracts the oldest claim outside the measurement, so that the attribute stays at its size.
    private static void MeasureUpdates(Latencies latencies, bool quantity, int sources)
    {
        var evidence = new FusionEvidence(seed: 1, sources);
        var attribute = evidence.Attribute(quantity);
        var claims = new Queue<EvidenceClaim>();
        for (var i = 0; i < Held + Updates; i++)
        {
            var claim = evidence.Claim(attribute, hour: i);
            claims.Enqueue(claim);
            if (i < Held)
            {
                attribute.Add(claim);
                continue;
            }

            attribute.Remove(claims.Dequeue().ClaimId);
            attribute.Assess(i);
            latencies.Measure(() =>
            {
                attribute.Add(claim);
                attribute.Assess(i);
            });
        }
    }

    private static void MeasureReads(Latencies latencies, bool quantity)
    {
        var evidence = new FusionEvidence(seed: 2, sources: 25);
        var attribute = evidence.Attribute(quantity);
        for (var i = 0; i < Held; i++)
            attribute.Add(evidence.Claim(attribute, hour: i));
        for (var i = 0; i < Updates; i++)
            latencies.Measure(() => attribute.Assess(Held + i));
    }

    private static void MeasureMillion()
    {
        var evidence = new FusionEvidence(seed: 3, sources: 200);
        var attributes = Enumerable.Range(0, Pairs).Select(i => evidence.Attribute(quantity: i % 10 >= 7)).ToArray();
        var pairs = evidence.Zipf(Pairs, Million);
        var claims = new EvidenceClaim[Million];
        for (var i = 0; i < Million; i++)
            claims[i] = evidence.Claim(attributes[pairs[i]], hour: i / 50);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Million; i++)
            attributes[pairs[i]].Add(claims[i]);
        var added = watch.Elapsed;
        foreach (var attribute in attributes)
            attribute.Assess(Million / 50);
        var elapsed = watch.Elapsed;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Print("a million claims on 10,000 attributes", string.Create(
            CultureInfo.InvariantCulture,
            $"{elapsed.TotalSeconds:F2} s ({cpu.TotalSeconds:F2} s of processor, {added.TotalSeconds:F2} s adding), {bytes / (double)Million:F0} bytes a claim beyond the claim"));
        GC.KeepAlive(claims);
        GC.KeepAlive(attributes);
    }

    private static void MeasureBytes(string name, int count, int claimsEach)
    {
        foreach (var quantity in new[] { false, true })
        {
            var evidence = new FusionEvidence(seed: 4, sources: 200);
            var provenance = evidence.Provenance;
            var claims = new EvidenceClaim[count * claimsEach];
            var attributes = new FusionAttribute[count];
            for (var i = 0; i < count; i++)
            {
                attributes[i] = evidence.Attribute(quantity);
                for (var j = 0; j < claimsEach; j++)
                    claims[(i * claimsEach) + j] = evidence.Claim(attributes[i], hour: j);
            }

            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = 0; i < claims.Length; i++)
                attributes[i / claimsEach].Add(claims[i]);
            foreach (var attribute in attributes)
                attribute.Assess(claimsEach);
            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            Print($"memory, {Kind(quantity)}, {name}", $"{bytes / claims.Length} bytes a claim beyond the claim");
            GC.KeepAlive(provenance);
            GC.KeepAlive(claims);
            GC.KeepAlive(attributes);
        }
    }

    private static string Kind(bool quantity) => quantity ? "quantity" : "category";

    private static void Print(string what, string figures) => Console.WriteLine($"{what,-62} {figures}");
}
