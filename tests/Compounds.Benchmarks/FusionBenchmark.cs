using System.Diagnostics;
using System.Globalization;
using Compounds.Fusion;

namespace Compounds.Benchmarks;

/// <summary>What fusion costs: an update with a read at 1,000 claims, a read, a million claims, and the memory they take.</summary>
internal static class FusionBenchmark
{
    private const int Held = 1000;
    private const int Updated = 2000;
    private const int Runs = 5;
    private const int WarmRuns = 4;
    private const int Million = 1_000_000;
    private const int Slots = 1000;

    /// <summary>Runs all of it, or one part: <c>one</c>, <c>several</c> or <c>amount</c> for the updates and reads of a kind, <c>million</c>, <c>memory</c>.</summary>
    public static void Run(string? part)
    {
        foreach (var kind in Enum.GetValues<FusionKind>().Where(kind => part is null || Name(kind).StartsWith(part, StringComparison.Ordinal)))
        {
            // All code is compiled at its final tier before any of it is timed.
            for (var i = 0; i < WarmRuns; i++)
                Updates(kind, sources: 25, hoursApart: 1 + (23 * (i % 2)));
            foreach (var (name, sources) in new[] { ("25 sources", 25), ("a single source", 1), ("every report its own source", int.MaxValue) })
            {
                MeasureUpdates(kind, $"{name}, a claim a day", sources, hoursApart: 24);
                MeasureUpdates(kind, $"{name}, a claim an hour", sources, hoursApart: 1);
            }

            var reads = new Latencies(Updated);
            Repeat(reads, latencies => MeasureReads(latencies, kind));
            Print($"read at {Held} claims, {Name(kind)}", reads);
        }

        if (part is null or "million")
            MeasureMillion();
        if (part is not (null or "memory"))
            return;
        MeasureBytes("attributes of one claim", count: 100_000, claimsEach: 1);
        MeasureBytes("attributes of 100 claims", count: 1_000, claimsEach: 100);
    }

    private static void Repeat(Latencies latencies, Action<Latencies> run)
    {
        for (var i = 0; i < Runs; i++)
        {
            latencies.Restart();
            run(latencies);
        }
    }

    private static void MeasureUpdates(FusionKind kind, string name, int sources, int hoursApart)
    {
        var (all, steady) = Updates(kind, sources, hoursApart);
        Print($"update and read at {Held} claims, {Name(kind)}, {name}", all);
        if (kind == FusionKind.Amount)
            Print($"  of which the {steady.Count} of {Updated} that keep the lead", all.Of(steady.Contains));
    }

    // Each update retracts the oldest claim outside the measurement, so that the attribute stays at its size. Of amounts, an
    // update that moves the lead reweighs every claim, and is measured apart. A status can change within hours: of claims an hour apart each
    // takes a little from the 300 before it, of claims a day apart from 13.
    private static (Latencies All, HashSet<int> Steady) Updates(FusionKind kind, int sources, int hoursApart)
    {
        var all = new Latencies(Updated);
        var steady = new HashSet<int>();
        for (var run = 0; run < Runs; run++)
        {
            all.Restart();
            var evidence = new FusionEvidence(seed: 1, sources);
            var attribute = evidence.Attribute(kind);
            var claims = new Queue<EvidenceClaim>();
            for (var i = 0; i < Held + Updated; i++)
            {
                var claim = evidence.Claim(attribute, hour: i * hoursApart);
                claims.Enqueue(claim);
                if (i < Held)
                {
                    attribute.Add(claim);
                    continue;
                }

                attribute.Remove(claims.Dequeue().ClaimId);
                attribute.Assess(i * hoursApart);
                var lead = kind == FusionKind.Amount ? attribute.Lead(i * hoursApart) : null;
                all.Measure(() =>
                {
                    attribute.Add(claim);
                    attribute.Assess(i * hoursApart);
                });
                if (kind == FusionKind.Amount && attribute.Lead(i * hoursApart) == lead)
                    steady.Add(i - Held);
            }
        }

        return (all, steady);
    }

    private static void MeasureReads(Latencies latencies, FusionKind kind)
    {
        var evidence = new FusionEvidence(seed: 2, sources: 25);
        var attribute = evidence.Attribute(kind);
        for (var i = 0; i < Held; i++)
            attribute.Add(evidence.Claim(attribute, hour: i));
        for (var i = 0; i < Updated; i++)
            latencies.Measure(() => attribute.Assess(Held + i));
    }

    private static void MeasureMillion()
    {
        var evidence = new FusionEvidence(seed: 3, sources: 200);
        var attributes = Enumerable.Range(0, Slots).Select(i =>
            evidence.Attribute((i % 10) switch { < 4 => FusionKind.Single, < 7 => FusionKind.Several, _ => FusionKind.Amount })).ToArray();
        var claims = new EvidenceClaim[Million];
        for (var i = 0; i < Million; i++)
            claims[i] = evidence.Claim(attributes[i % Slots], hour: i / 50);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Million; i++)
            attributes[i % Slots].Add(claims[i]);
        var added = watch.Elapsed;
        foreach (var attribute in attributes)
            attribute.Assess(Million / 50);
        var elapsed = watch.Elapsed;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Print("a million claims on 1,000 attributes", string.Create(
            CultureInfo.InvariantCulture,
            $"{elapsed.TotalSeconds:F2} s ({cpu.TotalSeconds:F2} s of processor, {added.TotalSeconds:F2} s adding)"
            + $", {bytes / (double)Million:F0} bytes a claim beyond the claim"));
        GC.KeepAlive(claims);
        GC.KeepAlive(attributes);
    }

    private static void MeasureBytes(string name, int count, int claimsEach)
    {
        foreach (var kind in Enum.GetValues<FusionKind>())
        {
            var evidence = new FusionEvidence(seed: 4, sources: 200);
            var provenance = evidence.Provenance;
            var claims = new EvidenceClaim[count * claimsEach];
            var attributes = new FusionAttribute[count];
            for (var i = 0; i < count; i++)
            {
                attributes[i] = evidence.Attribute(kind);
                for (var j = 0; j < claimsEach; j++)
                    claims[(i * claimsEach) + j] = evidence.Claim(attributes[i], hour: j);
            }

            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = 0; i < claims.Length; i++)
                attributes[i / claimsEach].Add(claims[i]);
            foreach (var attribute in attributes)
            {
                attribute.Assess(claimsEach);
                attribute.Assess(claimsEach);
            }

            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            Print($"memory, {Name(kind)}, {name}", $"{bytes / claims.Length} bytes a claim beyond the claim");
            GC.KeepAlive(provenance);
            GC.KeepAlive(claims);
            GC.KeepAlive(attributes);
        }
    }

    private static string Name(FusionKind kind) => kind switch
    {
        FusionKind.Single => "one code",
        FusionKind.Several => "several codes",
        _ => "amount",
    };

    private static void Print(string what, object figures) => Console.WriteLine($"{what,-72} {figures}");
}
