using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Benchmarks;

/// <summary>One attribute under measurement, of either kind.</summary>
internal sealed class FusionAttribute(AttributeFusion<CodeClaim>? codes, QuantityFusion? amounts)
{
    public bool IsQuantity => amounts is not null;

    public bool Add(EvidenceClaim claim) => amounts?.Add((QuantityClaim)claim) ?? codes!.Add((CodeClaim)claim);

    public bool Remove(string claimId) => amounts?.Remove(claimId) ?? codes!.Remove(claimId);

    public object Assess(long asOfHour) => amounts?.Assess(asOfHour) ?? (object)(codes is CategoryFusion category
        ? category.Assess(asOfHour)
        : ((MultiValueFusion)codes!).Assess(asOfHour));
}

/// <summary>Made-up evidence: sources of uneven activity, three reports in ten cite another, one of those an unseen origin.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made-up evidence, the same in every run, needs no secure chance.")]
internal sealed class FusionEvidence(int seed, int sources)
{
    private static readonly string[] Codes = ["Operating", "Dormant", "Raided", "Abandoned", "Unknown"];
    private static readonly CategoryRule Status = new(Codes.ToDictionary(code => code, _ => 0.2), 45 * 24, FusionConstants.Standard);
    private static readonly MultiValueRule Supplier = new(0.1, 365 * 24, FusionConstants.Standard);
    private static readonly QuantityRule Headcount = new(1, 200_000, 500, 1.5, 60 * 24, FusionConstants.Standard);
    private readonly Random _random = new(seed);
    private readonly Dictionary<FusionAttribute, string> _lastReports = [];
    private readonly string[] _names = Enumerable.Range(0, Math.Min(sources, 1000)).Select(i => $"source{i}").ToArray();
    private int _attributes;
    private int _claims;

    public Provenance Provenance { get; } = new();

    public FusionAttribute Attribute(bool quantity) => quantity
        ? new(null, new QuantityFusion(Headcount, Provenance))
        : new(++_attributes % 2 == 0 ? new CategoryFusion(Status, Provenance) : new MultiValueFusion(Supplier, Provenance), null);

    public EvidenceClaim Claim(FusionAttribute attribute, long hour)
    {
        var id = (++_claims).ToString(CultureInfo.InvariantCulture);
        var report = "r" + id;
        if (_random.Next(10) < 3)
            Provenance.Cite(report, _random.Next(3) == 0 ? $"origin:{_random.Next(50)}" : _lastReports.GetValueOrDefault(attribute, "origin:first"));
        else
            _lastReports[attribute] = report;

        var source = sources > _names.Length ? "s" + id : _names[(int)(_names.Length * Math.Pow(_random.NextDouble(), 2))];
        var grade = new Grade((Reliability)_random.Next(6), (Credibility)(1 + _random.Next(6)));
        var observed = hour - (long)(48 * _random.NextDouble() * _random.NextDouble());
        if (!attribute.IsQuantity)
            return new CodeClaim("c" + id, report, source, grade, observed, Codes[_random.Next(2) * _random.Next(Codes.Length)], _random.Next(5) == 0);

        var middle = 3000 * Math.Exp(_random.NextDouble() - 0.5);
        var amount = _random.Next(10) switch
        {
            < 5 => Amount.Interval(middle * 0.7, middle * 1.4),
            < 8 => Amount.Point(middle),
            8 => Amount.AtLeast(middle / 2),
            _ => Amount.AtMost(middle * 2),
        };
        return new QuantityClaim("c" + id, report, source, grade, observed, amount);
    }

    /// <summary>Indexes below <paramref name="count"/>, the k-th with a probability in proportion to 1/k.</summary>
    public int[] Zipf(int count, int draws)
    {
        var cumulative = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            cumulative[i] = sum += 1.0 / (i + 1);
        var order = Enumerable.Range(0, count).ToArray();
        _random.Shuffle(order);
        return [.. Enumerable.Range(0, draws).Select(_ =>
        {
            var at = Array.BinarySearch(cumulative, _random.NextDouble() * sum);
            return order[at < 0 ? ~at : at];
        })];
    }
}
