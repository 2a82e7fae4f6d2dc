using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Benchmarks;

/// <summary>What an attribute under measurement is.</summary>
internal enum FusionKind
{
    /// <summary>One of several codes, such as a status.</summary>
    Single,

    /// <summary>Any number of codes, such as suppliers.</summary>
    Several,

    /// <summary>An amount, such as a headcount.</summary>
    Amount,
}

/// <summary>One attribute under measurement.</summary>
internal sealed class FusionAttribute(FusionKind kind, CategoryFusion? codes, QuantityFusion? amounts)
{
    public FusionKind Kind => kind;

    public bool Add(EvidenceClaim claim) => amounts?.Add((QuantityClaim)claim) ?? codes!.Add((CodeClaim)claim);

    public bool Remove(string claimId) => amounts?.Remove(claimId) ?? codes!.Remove(claimId);

    public object Assess(long asOfHour) => amounts?.Assess(asOfHour) ?? (object)codes!.Assess(asOfHour);

    public string? Lead(long asOfHour) => amounts?.Assess(asOfHour).LeadClaimId;
}

/// <summary>Made-up evidence: sources of uneven activity, three reports in ten cite another, one of those an unseen origin.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made-up evidence, the same in every run, needs no secure chance.")]
internal sealed class FusionEvidence(int seed, int sources)
{
    private static readonly string[] s_codes = ["operating", "dormant", "raided", "abandoned", "vacated"];
    private static readonly FusionRule s_status = new(Nature.State, 45 * 24, 6, FusionConstants.Standard);
    private static readonly FusionRule s_supplier = new(Nature.State, 365 * 24, 6, FusionConstants.Standard, isSingle: false);
    private static readonly FusionRule s_headcount = new(Nature.State, 60 * 24, 7 * 24, FusionConstants.Standard);
    private readonly Random _random = new(seed);
    private readonly Dictionary<FusionAttribute, string> _lastReports = [];
    private readonly string[] _names = Enumerable.Range(0, Math.Min(sources, 1000)).Select(static i => $"source{i}").ToArray();
    private int _claims;

    public Provenance Provenance { get; } = new();

    public FusionAttribute Attribute(FusionKind kind) => kind switch
    {
        FusionKind.Single => new(kind, new CategoryFusion(s_status, Provenance), null),
        FusionKind.Several => new(kind, new CategoryFusion(s_supplier, Provenance), null),
        _ => new(kind, null, new QuantityFusion(s_headcount, Provenance)),
    };

    public EvidenceClaim Claim(FusionAttribute attribute, long hour)
    {
        var id = (++_claims).ToString(CultureInfo.InvariantCulture);
        var report = "r" + id;
        var source = sources > _names.Length ? "s" + id : _names[(int)(_names.Length * Math.Pow(_random.NextDouble(), 2))];
        Provenance.File(report, source);
        if (_random.Next(10) < 3)
            Provenance.Cite(report, _random.Next(3) == 0 ? $"origin:{_random.Next(50)}"
                : _lastReports.GetValueOrDefault(attribute, "origin:first"));
        else
            _lastReports[attribute] = report;

        var grade = new Grade((Reliability)_random.Next(6), (Credibility)(1 + _random.Next(6)));
        var observed = hour - (long)(48 * _random.NextDouble() * _random.NextDouble());
        if (attribute.Kind != FusionKind.Amount)
        {
            var code = s_codes[_random.Next(2) * _random.Next(s_codes.Length)];
            return new CodeClaim("c" + id, report, source, grade, observed, code) { IsDenied = _random.Next(5) == 0 };
        }

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
}
