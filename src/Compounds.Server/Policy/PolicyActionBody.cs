using System.Collections.Immutable;
using Compounds.Grains.Policy;
using Compounds.Readers;
using Compounds.Simulation;
using Compounds.Simulation.Policy;

namespace Compounds.Server.Policy;

/// <summary>An action with its history.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Tlp">Its TLP level.</param>
/// <param name="Audience">The agencies that may see it; empty when the level alone decides.</param>
/// <param name="Agency">Whose it is.</param>
/// <param name="Version">The number of its last fact.</param>
/// <param name="Scenario">The measures.</param>
/// <param name="Authors">Everybody who drafted or proposed it; none of them may approve.</param>
/// <param name="Forecast">The forecast at hand.</param>
/// <param name="Case">The do-no-harm case of the last proposal.</param>
/// <param name="SignOffs">Who answers for which harm of the forecast at hand.</param>
/// <param name="Consents">Which reports may be acted on.</param>
/// <param name="Gate">What the do-no-harm gate finds on that case now; before the first proposal, all that is missing.</param>
/// <param name="Proposal">The number of proposals made.</param>
/// <param name="Approvals">The approvals that count for the proposal at hand.</param>
/// <param name="ApprovalsNeeded">How many are needed, of different people.</param>
/// <param name="Frozen">The forecast as it stood at the second approval.</param>
/// <param name="CarriedOutAt">When the measures were taken.</param>
/// <param name="Observations">What was observed since.</param>
/// <param name="Score">How good the forecast was.</param>
/// <param name="History">Every step, oldest first.</param>
/// <param name="May">The steps that the caller may take now.</param>
/// <param name="Pap">The strictest level of action of what it rests on.</param>
/// <param name="ActingAgencies">The agencies that may act on it, beside its own; all others who see it only read it, and consent and declassify.</param>
/// <param name="Declassifications">What may be shown further than the reports it is taken from, by the word of their agencies.</param>
public sealed record PolicyActionBody(
    string Id, string Title, PolicyActionStage Stage, Tlp Tlp, IReadOnlyList<string> Audience, string Agency, long Version, PolicyScenarioBody Scenario,
    ImmutableArray<string> Authors, PolicyForecastBody? Forecast, DoNoHarmCase? Case, IReadOnlyList<SignOffBody> SignOffs, IReadOnlyList<ConsentBody> Consents,
    ImmutableArray<DoNoHarmFinding> Gate, int Proposal, IReadOnlyList<StepBody> Approvals, int ApprovalsNeeded, PolicyForecastBody? Frozen, DateTimeOffset? CarriedOutAt,
    IReadOnlyList<ObservationBody> Observations, ScoreBody? Score, IReadOnlyList<HistoryBody> History, IReadOnlyList<string> May,
    Pap Pap, IReadOnlyList<string> ActingAgencies, IReadOnlyList<DeclassificationBody> Declassifications)
{
    internal static PolicyActionBody Of(PolicyRecord record, string? member, bool mayDecide, bool mayConsent)
    {
        var action = record.Action();
        var observed = record.Facts.Select(static recorded => recorded.Fact).OfType<ObservationRecorded>();
        return new(
            record.Id, action.Title, action.Stage, record.Marking.Handling.Tlp, record.Marking.Handling.Audience, record.Marking.Agency, record.Facts[^1].Version,
            PolicyScenarioBody.Of(record.Chosen.Scenario, action.Scenario!), action.Authors, PolicyForecastBody.Of(action.Forecast), action.Case is { } written ? action.Assemble(written) : null,
            [.. action.SignOffs.Select(static given => new SignOffBody(given.Line, given.Signed.By, given.Signed.Why, given.Signed.At))],
            [.. action.Consents.Select(static given => new ConsentBody(given.Report, given.Signed.By, given.Signed.Why, given.Signed.At))],
            action.Gate(), action.Proposal, [.. action.Approvals.Select(StepBody.Of)], PolicyAction.ApprovalsNeeded, PolicyForecastBody.Of(action.Frozen), action.CarriedOutAt,
            [.. observed.Select(ObservationBody.Of)], ScoreBody.Of(action.Score), [.. record.Facts.Select(HistoryBody.Of)],
            PolicyPermissions.Of(action, record.Marking, member, mayDecide, mayConsent), PapOf(record, action), record.Marking.Acting ?? [],
            [.. action.Declassifications.Select(DeclassificationBody.Of)]);
    }

    private static Pap PapOf(PolicyRecord record, PolicyAction action) =>
        (action.Case?.Evidence ?? []).Select(static each => (Pap)(int)each.Level).Append(record.Marking.Handling.Pap).Append(record.Label.Marking.Pap).Max();
}

/// <summary>An agency let what an action takes from its reports be shown further.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Report">The report; null for what the scenario rests on.</param>
/// <param name="Tlp">How far.</param>
/// <param name="Audience">To which agencies; empty when the level alone decides.</param>
/// <param name="By">Who said so.</param>
/// <param name="Why">Why.</param>
/// <param name="At">When, in UTC.</param>
public sealed record DeclassificationBody(string Agency, string? Report, string Tlp, IReadOnlyList<string> Audience, string By, string Why, DateTimeOffset At)
{
    internal static DeclassificationBody Of(PolicyActionDeclassified given) =>
        new(Member.AgencyOf(given.Signed.By), given.Report, given.To.Tlp, given.To.Audience, given.Signed.By, given.Signed.Why, given.Signed.At);
}

/// <summary>Who took a step, why and when.</summary>
public sealed record StepBody(string By, string Why, DateTimeOffset At)
{
    internal static StepBody Of(Signature signed) => new(signed.By, signed.Why, signed.At);
}

/// <summary>Who answers for a harm.</summary>
public sealed record SignOffBody(LedgerLine Line, string By, string Why, DateTimeOffset At);

/// <summary>Who consents to acting on a report.</summary>
public sealed record ConsentBody(string Report, string By, string Why, DateTimeOffset At);

/// <summary>A forecast.</summary>
/// <param name="Scenario">The address of the scenario.</param>
/// <param name="Network">The address of its network.</param>
/// <param name="KnownAt">What had been recorded by then went into the network.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="HorizonHours">The hours simulated.</param>
/// <param name="SamplesHash">The address of the samples.</param>
/// <param name="Lines">The quantiles, captive exposure first.</param>
public sealed record PolicyForecastBody(string Scenario, string Network, DateTimeOffset KnownAt, int Samples, int HorizonHours, string SamplesHash, IReadOnlyList<ForecastLineBody> Lines)
{
    internal static PolicyForecastBody? Of(Forecast? forecast) => forecast is null ? null : new(
        forecast.InputHash, forecast.NetworkHash, forecast.KnownAt, forecast.Samples, forecast.Horizon, forecast.SamplesHash, [.. forecast.Lines.Select(ForecastLineBody.Of)]);
}

/// <summary>The quantiles of one line.</summary>
public sealed record ForecastLineBody(LedgerLine Line, string Unit, bool IsHarm, double P5, double P10, double P50, double P90, double P95)
{
    internal static ForecastLineBody Of(ForecastLine line) => new(
        line.Line, LedgerUnit.Of(line.Line), line.Line is not (LedgerLine.LostWorkerHours or >= LedgerLine.UnservedEnergy), line.P5, line.P10, line.P50, line.P90, line.P95);
}

/// <summary>An observation with who recorded it.</summary>
public sealed record ObservationBody(
    LedgerLine Line, string Unit, double Value, double StandardError, DateTimeOffset ObservedAt, string Source, double? Threshold, double? Reference, string By, DateTimeOffset At)
{
    internal static ObservationBody Of(ObservationRecorded recorded)
    {
        var (seen, signed) = (recorded.Observation, recorded.Signed);
        return new(seen.Line, LedgerUnit.Of(seen.Line), seen.Value, seen.StandardError, seen.ObservedAt, seen.Source, seen.Threshold, seen.Reference, signed.By, signed.At);
    }
}

/// <summary>How good a frozen forecast was.</summary>
public sealed record ScoreBody(double Coverage, double? Brier, double? SignAccuracy, bool? MeetsCoverageGoal, ImmutableArray<int> PitHistogram, ImmutableArray<ObservationScore> Each)
{
    internal static ScoreBody? Of(ForecastScore? score) =>
        score is null ? null : new(score.Coverage, score.Brier, score.SignAccuracy, score.MeetsCoverageGoal(), score.PitHistogram, score.Each);
}
