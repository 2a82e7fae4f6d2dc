using System.Text.Json;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The cases of the specification with the values that the reference implementation computed.</summary>
internal static class Vectors
{
    public static JsonElement Root { get; } = Read();

    public static IEnumerable<string> Ids(bool categories) => Root.GetProperty("cases").EnumerateArray()
        .Where(@case => IsCategory(@case) == categories).Select(@case => @case.GetProperty("id").GetString()!);

    public static JsonElement Case(string id) => Root.GetProperty("cases").EnumerateArray()
        .Single(@case => @case.GetProperty("id").GetString() == id);

    public static FusionRule RuleOf(JsonElement @case)
    {
        var rule = @case.GetProperty("rule");
        var nature = rule.GetProperty("nature")
            .GetString() switch { "event" => Nature.Event, "standing" => Nature.Standing, _ => Nature.State };
        double? halfLife = nature == Nature.State ? rule.GetProperty("H").GetDouble() : null;
        var running = Flag(rule, "running") ?? false;
        var succession = Number(rule, "S")
            ?? (running ? FusionConstants.Standard.TotalSuccessionDays.Value : Math.Min(7, (halfLife ?? 1000) / 4));
        return new FusionRule(
            nature, (long?)(halfLife * 24), (long)(succession * 24), FusionConstants.Standard, Flag(rule, "single")
                ?? true, Flag(rule, "estimated") ?? true,
            Number(rule, "least") ?? 1, Number(rule, "most") ?? double.PositiveInfinity, Number(rule, "jump"), running);
    }

    /// <summary>What is filed, cited and declared by the known-at time of a case.</summary>
    public static Provenance ProvenanceOf(JsonElement @case)
    {
        var provenance = new Provenance();
        foreach (var claim in Known(@case))
            provenance.File(claim.GetProperty("report").GetString()!, claim.GetProperty("source").GetString()!);
        foreach (var report in @case.GetProperty("reports").EnumerateObject())
            provenance.File(report.Name, report.Value.GetString()!);
        foreach (var cites in @case.GetProperty("cites").EnumerateObject())
        {
            foreach (var cited in cites.Value.EnumerateArray())
                provenance.Cite(cites.Name, cited.GetString()!);
        }

        if (@case.GetProperty("clusters") is { ValueKind: JsonValueKind.Object } clusters)
        {
            foreach (var cluster in clusters.EnumerateObject())
                provenance.DeclareCluster(cluster.Name, cluster.Value.GetString()!);
        }

        return provenance;
    }

    public static CategoryFusion CategoryOf(JsonElement @case)
    {
        var fusion = new CategoryFusion(RuleOf(@case), ProvenanceOf(@case));
        foreach (var claim in Known(@case))
            Assert.True(fusion.Add(
                WithTimes(new CodeClaim(Text(claim, "id"), Text(claim, "report"), Text(claim, "source"), Grade.Parse(Text(claim, "grade")),
                    claim.GetProperty("t").GetInt64(), Text(claim, "value")), claim)));
        return fusion;
    }

    public static QuantityFusion QuantityOf(JsonElement @case)
    {
        var fusion = new QuantityFusion(RuleOf(@case), ProvenanceOf(@case));
        foreach (var claim in Known(@case))
            Assert.True(fusion.Add(Quantity(claim)));
        return fusion;
    }

    public static QuantityClaim Quantity(JsonElement claim) => WithTimes(
        new QuantityClaim(Text(claim, "id"), Text(claim, "report"), Text(claim, "source"), Grade.Parse(Text(claim, "grade")),
            claim.GetProperty("t").GetInt64(), AmountOf(claim.GetProperty("value"))), claim);

    public static long AsOf(JsonElement @case) => @case.GetProperty("asOf").GetInt64();

    public static Dictionary<string, double> Numbers(JsonElement element) => element.EnumerateObject()
        .ToDictionary(entry => entry.Name, entry => entry.Value.GetDouble());

    public static string[] Texts(JsonElement element) => [.. element.EnumerateArray().Select(entry => entry.GetString()!)];

    public static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    public static bool? Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetBoolean() : null;

    private static bool IsCategory(JsonElement @case) =>
        @case.GetProperty("attribute")
            .GetString() is "status" or "crossingStatus" or "suppliedBy" or "indicator" or "posture" or "standingMulti" or "standingSingle";

    private static IEnumerable<JsonElement> Known(JsonElement @case) => @case.GetProperty("claims").EnumerateArray().Where(
        claim => @case.GetProperty("knownAt").ValueKind == JsonValueKind.Null
            || (Hour(claim, "rec") ?? claim.GetProperty("t").GetInt64()) <= @case.GetProperty("knownAt").GetInt64());

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static long? Hour(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private static T WithTimes<T>(T claim, JsonElement told)
        where T : EvidenceClaim => claim with
        {
            FromHour = Hour(told, "from"),
            UntilHour = Hour(told, "until"),
            OnHour = Hour(told, "on"),
            IsDenied = Flag(told, "deny") ?? false,
            IsNever = Flag(told, "neverSo") ?? false,
        };

    private static Amount AmountOf(JsonElement value)
    {
        if (Number(value, "lo") is { } low)
            return Amount.Interval(low, value.GetProperty("hi").GetDouble());
        if (Number(value, "point") is { } point)
            return Amount.Point(point, Number(value, "sigma"), Flag(value, "counted"));
        return Number(value, "atLeast") is { } bound ? Amount.AtLeast(bound) : Amount.AtMost(value.GetProperty("atMost").GetDouble());
    }

    private static JsonElement Read()
    {
        using var file = typeof(Vectors).Assembly.GetManifestResourceStream("fusion-vectors.json")!;
        return JsonDocument.Parse(file).RootElement.Clone();
    }
}
