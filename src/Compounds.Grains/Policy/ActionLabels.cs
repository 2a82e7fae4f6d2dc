using System.Collections.Immutable;
using Compounds.Readers;
using Compounds.Simulation.Policy;

namespace Compounds.Grains.Policy;

/// <summary>What an action may rest on under its marking. Pure.</summary>
internal static class ActionLabels
{
    /// <summary>The marking of a first draft.</summary>
    /// <param name="reader">Who drafts.</param>
    /// <param name="draft">What is asked for.</param>
    /// <param name="label">What its scenario rests on.</param>
    public static Handling MarkingOf(Reader reader, PolicyDraft draft, Label label)
    {
        var rests = label.Marking;
        var level = rests.Tlp > Tlp.AmberStrict || reader.Clearance > Tlp.AmberStrict ? Tlp.AmberStrict : reader.Clearance;
        var asked = draft.Handling ?? Handling.Of(rests.Tlp > level ? rests.Tlp : level, Pap.Clear, reader.Agency, [.. draft.Audience ?? [], reader.Agency]);
        return asked.Pap >= rests.Pap ? asked : asked with { Pap = rests.Pap };
    }

    /// <summary>Why an action may not rest on a scenario as it is marked; null when it may.</summary>
    public static PolicyRefusal? TooOpenFor(Label label, Handling marking, PolicyAction action)
    {
        var owners = label.HeldUpBy(marking).Where(owner => !IsDeclassified(action, owner, report: null, marking)).ToArray();
        return owners.Length == 0 ? null : new(
            "marking-too-open",
            $"The scenario rests on reports of {Names(owners)}; an action on all of its reports is marked {label.Marking.InWords()}, or more closed, until they declassified.");
    }

    /// <summary>The reports of a case that are more closed than the action that names them.</summary>
    public static ImmutableArray<DoNoHarmFinding> TooOpenFor(ImmutableArray<RestingEvidence> evidence, Handling marking, PolicyAction action) =>
    [
        .. evidence.Where(each => IsHeldUp(each, marking, action)).Select(each => new DoNoHarmFinding(
            "marking-too-open", each.Report, $"{each.Report} is marked {each.Marking!.InWords()}, and the action {marking.InWords()}.",
            $"Ask a member of {each.FiledBy} to declassify it for this action, leave it out, or draft an action that is marked so.")),
    ];

    /// <summary>The refusal of a case with such reports.</summary>
    public static PolicyRefusal Refuse(ImmutableArray<DoNoHarmFinding> findings, ImmutableArray<RestingEvidence> evidence, Handling marking)
    {
        var right = evidence.Where(each => findings.Any(finding => finding.Subject == each.Report))
            .Aggregate(marking, static (join, each) => join.Join(each.Marking!.Of(Pap.Clear)));
        return new("marking-too-open", $"{string.Join(' ', findings.Select(static f => f.Sentence))} An action on them is marked {right.InWords()}.", findings);
    }

    /// <summary>The agencies that have not declassified and whose reports keep the marking up, by name.</summary>
    public static IReadOnlyList<string> Missing(Label label, Handling to, PolicyAction action) =>
    [
        .. label.HeldUpBy(to).Where(owner => !IsDeclassified(action, owner, report: null, to))
            .Concat((action.Case?.Evidence ?? []).Where(each => each.Marking is not null && IsHeldUp(each, to, action)).Select(static each => each.FiledBy))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The agencies in words.</summary>
    public static string Names(IEnumerable<string> owners) => string.Join(", ", owners.Select(static owner => owner == Handling.NoAgency ? "agencies that are not known" : owner));

    /// <summary>The stored form of a marking, which says nothing of actions.</summary>
    public static ShownTo Shown(this Handling handling) => new(handling.Tlp.Text(), [.. handling.Audience]);

    /// <summary>The marking of its stored form.</summary>
    /// <exception cref="InvalidDataException">It names no level.</exception>
    public static Handling Of(this ShownTo shown, Pap pap) =>
        Levels.TryParse(shown.Tlp, out Tlp tlp) ? new Handling(tlp, pap, shown.Audience) : throw new InvalidDataException($"'{shown.Tlp}' is not a TLP level.");

    private static bool IsHeldUp(RestingEvidence evidence, Handling marking, PolicyAction action) =>
        evidence.Marking is { } shown && !shown.Of(Pap.Clear).IsAsOpenAs(marking) && !IsDeclassified(action, evidence.FiledBy, evidence.Report, marking);

    private static bool IsDeclassified(PolicyAction action, string owner, string? report, Handling marking) => action.Declassifications.Any(given =>
        given.Report == report && Member.AgencyOf(given.Signed.By) == owner && given.To.Of(Pap.Clear).IsAsOpenAs(marking));
}
