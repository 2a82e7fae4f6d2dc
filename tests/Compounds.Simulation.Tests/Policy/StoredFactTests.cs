using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Compounds.Simulation.Policy;

namespace Compounds.Simulation.Tests.Policy;

/// <summary>The stored shape of each fact. A text here is never edited, only added to: ledgers hold these facts for ever.</summary>
public class StoredFactTests
{
    private static readonly Signature Signed = new("c-1", "pea:member-3", "Because it helps.", Story.Start);

    private static readonly Scenario Fuel = Story.Cut with
    {
        Measures = [new("X1", MeasureKind.FuelBan, 48, 96, Quantity.Triangular(0.5, 0.8, 0.9))], Displacement = DisplacementRule.Default,
    };

    private static readonly DoNoHarmCase Whole = Story.Open with
    {
        CaptiveExposure = Story.Forecast.Lines[0], Evidence = [new("mfa/r-1", "mfa", PermissibleAction.Amber, new("mfa:member-8", "Agreed."))],
    };

    private static readonly List<(PolicyActionFact Fact, string Json)> Golden =
    [
        (
            new PolicyActionDrafted(Signed, "Cut F1", Fuel),
            """
            {"$type":"policy-action-drafted","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"title":"Cut F1","scenario":{"measures":[{"target":"X1","kind":"fuelBan","from":48,"to":96,"depth":{"shape":"triangular","points":[0.5,0.8,0.9]}}],"seed":7,"horizon":336,"policy":"humanitarianFirst","samples":10000,"tolerance":0.02,"displacement":{"leavingPerDay":{"shape":"logNormal","points":[0.1,0.6931471805599453]},"gamma":{"shape":"fixed","points":[1]},"scaleKilometres":{"shape":"logNormal","points":[20,0.4054651081081644]},"operatorBonus":{"shape":"logNormal","points":[3,0.4054651081081644]},"stay":{"shape":"logNormal","points":[1000,0.4054651081081644]},"lagHours":{"shape":"triangular","points":[24,48,96]}}}}
            """),
        (
            new PolicyActionSimulated(Signed, Story.Forecast),
            """
            {"$type":"policy-action-simulated","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"forecast":{"inputHash":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","networkHash":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","knownAt":"2025-02-05T02:00:00+00:00","seed":7,"horizon":336,"samples":1000,"samplesHash":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc","lines":[{"line":"captiveExposure","p5":0,"p10":10,"p50":50,"p90":90,"p95":100},{"line":"hospitalCritical","p5":0,"p10":0,"p50":0,"p90":0,"p95":1},{"line":"lostWorkerHours","p5":100,"p10":200,"p50":300,"p90":400,"p95":500}]}}
            """),
        (
            new PolicyActionProposed(Signed, 2, Whole),
            """
            {"$type":"policy-action-proposed","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"proposal":2,"case":{"captives":[{"site":"C1","people":{"p10":50,"p50":100,"p90":200}}],"captiveExposure":{"line":"captiveExposure","p5":0,"p10":10,"p50":50,"p90":90,"p95":100},"captiveSignOff":{"by":"un:member-9","why":"The exposure is bounded and shelters are ready."},"feeders":[{"feeder":"F1","hospitals":1,"population":{"p10":900,"p50":1000,"p90":1100}}],"crossings":[{"crossing":"X1","screenedPerDay":200,"shelterPlaces":500}],"notice":[{"audience":"Myawaddy hospital","channel":"telephone","hoursBefore":24}],"evidence":[{"report":"mfa/r-1","filedBy":"mfa","level":"amber","consent":{"by":"mfa:member-8","why":"Agreed."}}]}}
            """),
        (
            new PolicyActionApproved(Signed, 2),
            """
            {"$type":"policy-action-approved","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"proposal":2}
            """),
        (
            new PolicyActionSentBack(Signed, 2),
            """
            {"$type":"policy-action-sent-back","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"proposal":2}
            """),
        (
            new ForecastFrozen(Signed, Story.Forecast),
            """
            {"$type":"forecast-frozen","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"forecast":{"inputHash":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","networkHash":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","knownAt":"2025-02-05T02:00:00+00:00","seed":7,"horizon":336,"samples":1000,"samplesHash":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc","lines":[{"line":"captiveExposure","p5":0,"p10":10,"p50":50,"p90":90,"p95":100},{"line":"hospitalCritical","p5":0,"p10":0,"p50":0,"p90":0,"p95":1},{"line":"lostWorkerHours","p5":100,"p10":200,"p50":300,"p90":400,"p95":500}]}}
            """),
        (
            new PolicyActionCarriedOut(Signed, Story.Start),
            """
            {"$type":"policy-action-carried-out","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"carriedOutAt":"2025-02-05T02:00:00+00:00"}
            """),
        (
            new ObservationRecorded(Signed, Story.Seen with { Threshold = 250 }),
            """
            {"$type":"observation-recorded","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"observation":{"line":"lostWorkerHours","value":310,"standardError":20,"observedAt":"2025-02-25T02:00:00+00:00","source":"pea/r-9","threshold":250}}
            """),
        (
            new PolicyActionReviewed(Signed, Story.ScoreOf(Story.Seen with { Threshold = 250, Reference = 0 })),
            """
            {"$type":"policy-action-reviewed","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"score":{"each":[{"line":"lostWorkerHours","observed":310,"isCovered":true,"crps":42,"pit":0.6,"brier":0.16000000000000003,"isSignRight":true}],"coverage":1,"brier":0.16000000000000003,"signAccuracy":1,"pitHistogram":[0,0,0,0,0,0,1,0,0,0]}}
            """),
        (
            new PolicyActionWithdrawn(Signed),
            """
            {"$type":"policy-action-withdrawn","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"}}
            """),
        (
            new HarmSignedOff(Signed, LedgerLine.CaptiveExposure),
            """
            {"$type":"harm-signed-off","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"line":"captiveExposure"}
            """),
        (
            new PolicyActionDeclassified(Signed, new ShownTo("AMBER", ["mfa", "pea"]), "pea/r-1"),
            """
            {"$type":"policy-action-declassified","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"to":{"tlp":"AMBER","audience":["mfa","pea"]},"report":"pea/r-1"}
            """),
        (
            new PolicyActionDeclassified(Signed, new ShownTo("AMBER+STRICT", ["mfa", "pea"])),
            """
            {"$type":"policy-action-declassified","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"to":{"tlp":"AMBER+STRICT","audience":["mfa","pea"]}}
            """),
        (
            new PolicyActionMarkingLowered(Signed, new ShownTo("GREEN", [])),
            """
            {"$type":"policy-action-marking-lowered","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"to":{"tlp":"GREEN","audience":[]}}
            """),
        (
            new EvidenceConsented(Signed, "mfa/r-1"),
            """
            {"$type":"evidence-consented","signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"},"report":"mfa/r-1"}
            """),
    ];

    [Fact]
    public void Every_fact_is_stored_as_it_always_was() =>
        Assert.All(Golden, each => Assert.Equal(each.Json, Encoding.UTF8.GetString(PolicyActionJson.Write(each.Fact))));

    [Fact]
    public void What_was_stored_once_is_read_whole() => Assert.All(Golden, each =>
    {
        var read = PolicyActionJson.Read(Encoding.UTF8.GetBytes(each.Json));
        Assert.IsType(each.Fact.GetType(), read);
        Assert.Equal(each.Json, Encoding.UTF8.GetString(PolicyActionJson.Write(read)));
    });

    [Fact]
    public void A_property_that_a_later_version_added_is_passed_over() => Assert.Equal(
        new PolicyActionApproved(Signed, 2),
        PolicyActionJson.Read("""{"later":1,"$type":"policy-action-approved","proposal":2,"signed":{"commandId":"c-1","by":"pea:member-3","why":"Because it helps.","at":"2025-02-05T02:00:00+00:00"}}"""u8));

    [Fact]
    public void Every_kind_of_fact_has_its_golden_text()
    {
        var kinds = typeof(PolicyActionFact).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType).ToHashSet();

        Assert.Equal(kinds, Golden.Select(each => each.Fact.GetType()).ToHashSet());
        Assert.Equal(typeof(PolicyActionFact).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PolicyActionFact))).ToHashSet(), kinds);
    }
}
