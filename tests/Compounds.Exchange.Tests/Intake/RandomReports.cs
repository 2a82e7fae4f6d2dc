using Compounds.Claims;
using Compounds.Exchange.Intake;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Exchange.Tests.Intake;

/// <summary>Random reports of PEA that keep every rule, over the whole catalogue and with every property that a claim can have.</summary>
internal static partial class RandomReports
{
    private static readonly Gen<string> s_name = Gen.Select(
        Gen.OneOf("KK Park", "KK园区", "เคเคปาร์ค", "ရွှေကုက္ကို", "A \"quoted\" \\ name", "<b>&'+/", "😀 site", "zero\u200Dwidth"), Gen.Int[0, 50], static (word, n) => $"{word} {n}");

    private static readonly Gen<string?> s_noText = Gen.Const((string?)null);
    private static readonly Gen<string?> s_language = Gen.OneOf(s_noText, Gen.OneOf<string?>("en", "th", "zh-Hans"));
    private static readonly Gen<DateTimeOffset> s_instant = Gen.Long[new DateTime(1990, 1, 1).Ticks, Filing.Now.Ticks]
        .Select(static ticks => new DateTimeOffset(ticks % 3 == 0 ? ticks : ticks - ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero));

    private static readonly Gen<DateOnly> s_day = s_instant.Select(static instant => DateOnly.FromDateTime(instant.UtcDateTime));
    private static readonly Gen<Grade> s_grade = Gen.Select(Gen.Char['A', 'F'], Gen.Char['1', '6'], static (source, information) =>
        GradeText.TryParse([source, information], out var grade) ? grade : throw new InvalidOperationException("Not a grade."));

    private static readonly Gen<Handling> s_handling = Gen.Select(Gen.Enum<Tlp>(), Gen.Enum<Pap>(), Gen.OneOf("thb", "unodc", "pea", "a-1").Array[0, 3],
        static (tlp, pap, audience) => Handling.Of(tlp, pap, "pea", audience));

    private static readonly Gen<string[]> s_cites = Gen.OneOf("origin:thai-army", "pea/R-2", "reuters/RT-12", "unodc/a/b", "origin:กองทัพ").Array[0, 4]
        .Select(static cites => cites.Distinct().Order(StringComparer.Ordinal).ToArray());

    private static readonly Gen<Link[]> s_links = Gen.Select(s_name, Gen.OneOf(s_noText, Gen.OneOf<string?>("https://example.org/a?b=c&d=%20", "urn:ohchr:x")), Gen.OneOf(s_noText, s_name.Select(static name => (string?)name)), s_day,
        static (title, url, publisher, day) => new Link(title, url, publisher, day.Day % 2 == 0 ? day : null)).Array[0, 2];

    private static readonly Gen<Attachment[]> s_attachments = Gen.Select(s_name, Gen.Long[0, long.MaxValue], Gen.Byte.Array[32],
        static (name, bytes, hash) => new Attachment(name, "application/pdf", Convert.ToHexStringLower(hash), bytes)).Array[0, 2];

    /// <summary>Claims of every form, numbered 0 and without handling of their own; the subjects are names, ids, or resolved names.</summary>
    public static Gen<Claim> Claim { get; } =
        from rule in Gen.OneOf(AttributeCatalogue.Current.Rules.ToArray())
        from kind in Gen.OneOf(rule.Kinds.ToArray())
        from subject in Reference([kind], "S")
        from dimension in rule.DimensionOf is null ? s_noText : rule.Dimensions is { } listed ? Gen.OneOf(listed.ToArray<string?>()) : s_name.Select(static name => (string?)name)
        from party in Reference(rule.PartyKinds ?? SubjectKinds.All, "P")
        from day in s_day
        from value in Value(rule)
        from denied in Gen.Bool
        from observedAt in s_instant
        from credibility in Gen.Int[1, 12]
        let isDenied = denied && rule.Form is not (ValueForm.Quantity or ValueForm.Point)
        from validity in ValidityOf(rule, day, isDenied)
        from scope in ScopeOf(rule, dimension)
        from said in Gen.OneOf(s_noText, s_name.Select(static name => (string?)name))
        select new Claim(
            subject, rule.Name, dimension, rule.HasParty ? party : null, rule.IsDated ? day : null, value, isDenied, observedAt, credibility <= 6 ? credibility : null, 0)
        {
            Validity = validity, Scope = scope, Said = said,
        };

    /// <summary>Reports of 1 to 5 claims.</summary>
    public static Gen<Report> Report { get; } =
        from id in Gen.OneOf("R-1", "PEA/2025:7", "รายงาน-๑", "a_b.c#3")
        from revision in Gen.Int[1, 9]
        from writtenAt in s_instant
        from grade in s_grade
        from handling in s_handling
        from isUnmarked in Gen.Bool
        from cites in s_cites
        from narrative in Gen.OneOf(s_noText, Gen.OneOf<string?>("Two\nlines\tand a tab", "", "\"quoted\" \\ 😀"))
        from language in s_language
        from links in s_links
        from attachments in s_attachments
        from claims in Claim.Array[1, 5]
        from closed in OwnHandling(isUnmarked ? Handling.Unmarked("pea") : handling).Array[claims.Length]
        from publicDays in Gen.Int[-3, 40]
        where !cites.Contains($"pea/{id}")
        select new Report(
            new ReportKey("pea", id), revision, writtenAt, grade, isUnmarked ? Handling.Unmarked("pea") : handling, isUnmarked, cites, narrative, language, links, attachments,
            Numbered(claims.Zip(closed, static (claim, own) => claim with { Handling = own })))
        {
            PublicSince = publicDays is >= -1 and < 20 && CalendarDay.Of(writtenAt).AddDays(-publicDays) is { Year: >= ReportLimits.FirstYear } since && since <= CalendarDay.Of(Filing.Now) ? since : null,
        };

    /// <summary>Evidence of 0 to 3 claims, retracted or standing.</summary>
    public static Gen<ReportEvidence> Evidence { get; } = Gen.Select(Report, Claim.Array[0, 3], s_instant, Gen.Int[-3, 2], static (report, claims, recordedAt, reason) =>
        new ReportEvidence(
            report.Key, report.Revision, "cluster-1", report.Grade, report.Handling, report.Cites, recordedAt, Numbered(claims),
            reason < 0 ? null : (RetractionReason)reason)
        {
            PublicSince = report.PublicSince,
        });

    private static Claim[] Numbered(IEnumerable<Claim> claims) => [.. claims.Distinct().Select(static (claim, i) => claim with { Ordinal = i })];

    private static Gen<SubjectReference> Reference(IReadOnlyList<SubjectKind> kinds, string prefix) => Gen.Select(Gen.OneOf(kinds.ToArray()), s_name, Gen.Int[0, 3], s_name, (kind, name, form, place) => form switch
    {
        0 => new SubjectReference(kind, SubjectId.FromName(kind, prefix + name), null, null),
        1 => new SubjectReference(kind, null, prefix + name, null),
        2 => new SubjectReference(kind, null, prefix + name, place),
        _ => new SubjectReference(kind, SubjectId.FromName(kind, prefix + name, place), prefix + name, place),
    });

    private static Gen<ClaimValue> Value(AttributeRule rule) => rule.Form switch
    {
        ValueForm.Category => Gen.OneOf(rule.Codes!.ToArray()).Select(static code => (ClaimValue)new CategoryValue(code)),
        ValueForm.Label => s_name.Select(static name => (ClaimValue)new LabelValue(name)),
        ValueForm.Entity => Reference(rule.PartyKinds!, "E").Select(static other => (ClaimValue)new EntityValue(other)),
        ValueForm.Alias => Gen.Select(s_name, s_language, static (name, language) => (ClaimValue)new AliasValue(name, language)),
        ValueForm.Point => Gen.Select(Gen.Double[-11, 29], Gen.Double[92, 141], Gen.Double[0.001, 500], static (lat, lon, km) => (ClaimValue)new PointValue(lat, lon, km)),
        _ => Quantity(rule),
    };

    private static Gen<ClaimValue> Quantity(AttributeRule rule) =>
        from form in Gen.Enum<QuantityForm>()
        from unit in Gen.OneOf(Unit.NamesOf(rule.Unit!).Select(name => Unit.Find(name, rule.Unit!)!).ToArray())
        from first in Gen.Double[rule.Least, Math.Min(rule.High, rule.Most ?? rule.High)]
        from second in Gen.Double[rule.Least, Math.Min(rule.High, rule.Most ?? rule.High)]
        from sigma in Gen.Double[-1, 3]
        from counted in Gen.Int[0, 4]
        from isZero in Gen.Int[0, 9]
        let low = isZero == 0 && form != QuantityForm.AtLeast ? 0 : Math.Min(first, second) / unit.Factor
        let high = form == QuantityForm.Interval ? Math.Max(first, second) / unit.Factor : low
        let shape = (form == QuantityForm.Interval && low == high) || (form == QuantityForm.AtMost && low == 0) ? QuantityForm.Point : form
        let spread = shape == QuantityForm.Point && sigma >= 0.01 && counted > 1 ? sigma : (double?)null
        select (ClaimValue)new QuantityValue(shape, low, high, spread, unit.Name, unit.Factor) { Counted = shape == QuantityForm.Point && counted <= 1 ? counted == 1 : null };
}
