using Compounds.Claims;
using Compounds.Exchange.Intake;
using Compounds.Readers;
using CsCheck;

namespace Compounds.Exchange.Tests.Intake;

/// <summary>What random claims tell beyond their value, as far as the nature of their attribute allows it.</summary>
internal static partial class RandomReports
{
    private static readonly Gen<int?> s_zone = Gen.OneOf(Gen.Const((int?)null), Gen.OneOf<int?>(0, 390, -90, 840));
    private static readonly Gen<string?> s_word = Gen.OneOf(s_noText, Gen.OneOf<string?>("dkba-1", "Second group", "fate", "ครั้งที่ 2"));

    private static readonly Gen<PeopleCell?> s_cell = Gen.Select(Gen.Int[0, 7], Gen.OneOf("KE", "stateless", "CI"), Gen.OneOf("women", "men", "unknown"), Gen.OneOf("pregnant", "disabled"),
        static (which, nationality, sex, condition) => which == 0 ? (PeopleCell?)null : PeopleCell.Of(new[]
        {
            ("condition", condition), ("sex", sex), ("nationality", nationality),
        }.Where((_, i) => (which & (1 << i)) != 0)));

    private static Gen<Validity?> ValidityOf(AttributeRule rule, DateOnly day, bool isDenied) =>
        from zone in s_zone
        from hasStart in Gen.Bool
        from hasEnd in Gen.Bool
        from asDays in Gen.Bool
        from back in Gen.Int[1, 400]
        from length in Gen.Int[1, 400]
        from occasion in s_word
        from never in Gen.Bool
        let start = hasStart ? FromOf(rule, day.AddDays(-back), zone, asDays) : null
        let end = hasEnd ? UntilOf(rule, start, day, length, zone, asDays) : null
        let validity = new Validity(start, end, rule is { Nature: Nature.Event, IsRunningTotal: false } ? occasion : null, isDenied && never, zone)
        select validity == Validity.None ? null : validity;

    private static PointInTime? FromOf(AttributeRule rule, DateOnly day, int? zone, bool asDay) => rule.IsReading || day.Year < ReportLimits.FirstYear ? null
        : asDay ? new PointInTime(CalendarDay.StartOf(day, zone), true) : new PointInTime(CalendarDay.StartOf(day, zone).AddSeconds(30_001), false);

    private static PointInTime? UntilOf(AttributeRule rule, PointInTime? from, DateOnly on, int length, int? zone, bool asDay) => rule switch
    {
        { IsReading: true } => null,
        { Name: "outage" } => new PointInTime(CalendarDay.StartOf(on, zone).AddMinutes(asDay ? 0 : length), asDay),
        { Nature: Nature.Event } => null,
        _ => new PointInTime(CalendarDay.StartOf(CalendarDay.Of(from?.At ?? CalendarDay.StartOf(on), zone).AddDays(length), zone), true),
    };

    private static Gen<CountScope?> ScopeOf(AttributeRule rule, string? dimension) =>
        from cell in s_cell
        from stage in Gen.OneOf(rule.Dimensions?.ToArray<string?>() ?? [null])
        from words in s_word.Array[2]
        from complete in Gen.Int[0, 3]
        from isPart in Gen.Bool
        from within in WithinOf(rule)
        let isEvent = rule.Nature == Nature.Event
        let of = rule.Axes is null || (cell is { } told && told.Parts().Any(part => part.Axis == rule.DimensionOf)) ? null : cell
        let split = rule.Axes is null ? null : words[1]
        let scope = new CountScope(
            of, rule.Axes is not null && rule.DimensionOf == "incident" && stage != dimension ? stage : null, rule.Axes is null ? null : words[0], split,
            complete == 0 && of is { } parted ? parted.Parts().First().Axis : complete == 1 ? split : null, isEvent && isPart, isEvent ? within : null)
        select scope == CountScope.None ? null : scope;

    private static Gen<CountReference?> WithinOf(AttributeRule rule) => Gen.Select(Gen.Int[0, 3], Gen.OneOf(rule.Dimensions?.ToArray<string?>() ?? [null]), s_day, Gen.Int[1, 9], (which, dimension, day, back) =>
        which < 2 || day.AddDays(-back).Year < ReportLimits.FirstYear ? null
            : new CountReference(which == 2 ? dimension : null, rule.Axes is null || rule.DimensionOf == "nationality" ? null : Nationality, which == 3 ? day.AddDays(-back) : null, day, "the whole"));

    private static PeopleCell Nationality { get; } = PeopleCell.Of([("nationality", "KE")]);

    private static Gen<Handling?> OwnHandling(Handling report) => Gen.Select(Gen.Int[0, 3], Gen.Enum<Tlp>(), Gen.Enum<Pap>(), Gen.OneOf("thb", "unodc", "a-1").Array[0, 2], (which, tlp, pap, named) =>
    {
        if (which > 0)
            return null;
        var audience = report.Audience.Count == 0 ? named : [.. named.Where(report.Audience.Contains)];
        var own = Handling.Of(tlp > report.Tlp ? tlp : report.Tlp, pap > report.Pap ? pap : report.Pap, "pea", audience.Length > 0 ? audience : report.Audience);
        return own == report ? null : own;
    });
}
