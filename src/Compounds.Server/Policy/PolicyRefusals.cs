using Compounds.Server.Problems;

namespace Compounds.Server.Policy;

/// <summary>All reasons, in the order of an action's life.</summary>
internal static class PolicyRefusals
{
    private const int Malformed = StatusCodes.Status422UnprocessableEntity, Stands = StatusCodes.Status409Conflict, Forbidden = StatusCodes.Status403Forbidden;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiRefusal> All { get; } =
    [
        new("member-needed", Forbidden, "The key or session names no member, and every step is signed by one.", "Have a key issued with a member number, or sign in with one."),
        new("command-id-malformed", Malformed, "The Idempotency-Key is malformed.", "Give 1 to 100 letters, digits, dots, colons, hyphens or underscores, or leave it out."),
        new("command-id-taken", Malformed, "The Idempotency-Key was used by another person, for another step or with another body; nothing was done.", "Give each step a key of its own; send only the same step again under the same."),
        new("reason-missing", Malformed, "The step has no reason.", "Say in a sentence why it is taken."),
        new("reason-too-long", Malformed, "The reason is longer than 2,000 characters.", "Shorten it."),
        new("title-malformed", Malformed, "The title is missing or longer than 200 characters.", "Give a title."),
        new("unknown-scenario", Malformed, "There is no such scenario, or the caller may not see it.", "Ask it first with POST /v1/scenarios."),
        new("measures-missing", Malformed, "The scenario has no measures.", "Draft from a scenario with at least one measure."),
        new("number-out-of-range", Malformed, "The scenario holds a number without bound.", "Ask it with finite numbers."),
        new("marking-hides-it", Malformed, "The marking would hide the action from whoever drafts it.", "Give a level within your clearance and an audience with your agency."),
        new("marking-too-open", Malformed, "The action is marked lower than the reports that it rests on; the sentence names the lowest marking that is right.", "Mark it so, or leave those reports out; lower it once their agencies have declassified."),
        new("acting-unseen", Malformed, "An agency that may act could not see the action.", "Name it in the audience too."),
        new("not-your-action", Forbidden, "Only the agency that drafted the action drafts it again, withdraws it or lowers its marking.", "Ask one of its members."),
        new("may-not-act", Forbidden, "The caller's agency may read the action and not act on it.", "Ask an agency that may, or its owner to draft an action in which yours may."),
        new("nothing-to-declassify", Stands, "The action rests on no report of the caller's agency.", "Name the report that it cites."),
        new("not-lower", Malformed, "The marking is no lower than the present one.", "Give a lower level or a wider audience."),
        new("declassification-missing", Stands, "Agencies whose reports keep the marking up have not declassified that far.", "Ask a member of each."),
        new("own-lowering", Stands, "Whoever drafted, proposed or declassified does not lower the marking as well.", "Ask another member of the owner's agency."),
        new("not-drafted", Stands, "There is no draft.", "Draft it first."),
        new("another-class", Stands, "The scenario is one of another agency or clearance.", "Ask those who drafted the action, or draft it anew from a scenario of yours."),
        new("not-simulated-yet", Stands, "The drafted scenario has no outcome yet.", "Wait until it is completed."),
        new("drafted-anew", Stands, "The action was drafted again meanwhile.", "Read it, then attach the forecast again."),
        new("not-simulated", Stands, "The draft has no forecast.", "Attach one first."),
        new("own-sign-off", Stands, "An author or the proposer signed the harm off.", "Ask somebody who neither drafted nor proposed the action."),
        new("nothing-to-sign", Stands, "The forecast shows no such harm.", "Sign off captive exposure or critical hospital hours above 0."),
        new("not-your-report", Stands, "The report was filed by another agency.", "Ask a member of that agency."),
        new("do-no-harm", Malformed, "The do-no-harm gate is closed; \"findings\" lists what is missing, people held first.", "Do what each finding's remedy says."),
        new("not-proposed", Stands, "The action is simulated and not proposed.", "Propose it first."),
        new("awaiting-approval", Stands, "The proposal waits for two approvals.", "Approve it or send it back."),
        new("own-action", Stands, "Whoever drafted or proposed an action cannot approve it.", "Ask two other people."),
        new("another-proposal", Stands, "The action was proposed anew since it was read.", "Read the proposal at hand and approve that."),
        new("same-approver", Stands, "This person approved before.", "The second approval is another person's."),
        new("already-approved", Stands, "The action is approved and its forecast is frozen.", "Carry it out, or withdraw it and draft another."),
        new("carried-out-in-the-future", Stands, "The time lies ahead.", "Record the action once it was carried out."),
        new("carried-out-before-approval", Stands, "The time lies before the second approval.", "Give the time after it."),
        new("already-carried-out", Stands, "The action was carried out.", "Record observations and review it."),
        new("value-out-of-range", Malformed, "The observed value is below 0 or not finite.", "Give a number in the unit of the line."),
        new("standard-error-missing", Malformed, "No observation is exact.", "Give a standard error above 0."),
        new("source-missing", Malformed, "The source is missing or too long.", "Name the report that the observation rests on."),
        new("not-forecast", Stands, "The frozen forecast says nothing on this line.", "Observe a line that it holds."),
        new("observed-at-another-time", Stands, "The observation lies before the action or ahead of now.", "Give the time at which it was made."),
        new("nothing-observed", Stands, "Nothing was observed yet.", "Record at least one observation."),
        new("samples-not-at-hand", Stands, "The frozen samples are being simulated again.", "Ask again when the scenario is completed."),
        new("samples-changed", Stands, "The samples at hand are not those that were frozen.", "Review with the version of the engine that made the forecast."),
        new("score-of-other-observations", Stands, "An observation was recorded during the review.", "Review again."),
        new("already-reviewed", Stands, "The action was reviewed and is closed.", "Draft another."),
        new("withdrawn", Stands, "The action was withdrawn and is closed.", "Draft another."),
    ];
}
