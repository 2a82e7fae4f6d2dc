using System.Buffers;
using System.Runtime.InteropServices;
using Compounds.Exchange.Intake;
using Compounds.Grains.Directory;
using Compounds.Grains.Inbox;
using Compounds.Grains.Texts;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Subjects;

namespace Compounds.Server.Intake;

/// <summary>A batch of read lines on its way into the inboxes: resolve names, file, answer with one receipt a line.</summary>
/// <param name="grains">The grains.</param>
/// <param name="texts">Seals their texts.</param>
/// <param name="context">Who files.</param>
/// <param name="caller">The same as the register knows him.</param>
/// <param name="refusals">Counts what is refused.</param>
/// <param name="confirmAsync">Fails once the caller may file no more.</param>
internal sealed class Filing(
    IGrainFactory grains, TextVault texts, FilingContext context, Caller caller, RefusalMeter refusals, Func<CancellationToken, ValueTask> confirmAsync)
{
    /// <summary>How long a line may wait for room in its inbox before the sender is told to come back.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Reports written down before the thread is offered to whoever waits: about a millisecond.</summary>
    private const int ReportsATurn = 64;

    /// <summary>What the lines filed so far came to.</summary>
    public BatchTally Tally { get; } = new();

    /// <summary>Resolves the names in a batch and seals its texts. May run for several batches at once: it changes nothing that order could spoil.</summary>
    /// <param name="readings">The lines as read, with their line numbers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ResolvedBatch> ResolveAsync(IReadOnlyList<(int Line, ReportReading Reading)> readings, CancellationToken cancellationToken)
    {
        var questions = new Questions();
        var (lines, named) = (new ReadLine[readings.Count], new int[readings.Count][]);
        for (var i = 0; i < lines.Length; i++)
        {
            var (line, reading) = readings[i];
            lines[i] = new ReadLine(line, reading, null);
            if (reading.Report is { } report)
                named[i] = questions.Add(report, FilerOf(report));
        }

        var keys = lines.Count(static line => line.Reading.Report is { } report && FreeText.Has(report)) is > 0 and var count ? texts.Make(count) : null;
        await Task.WhenAll(questions.AskAsync(grains, cancellationToken), keys is null ? Task.CompletedTask : texts.KeepAsync(keys, cancellationToken));
        var used = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (i % ReportsATurn == ReportsATurn - 1)
                await Task.Yield();
            if (lines[i].Reading.Report is { } report)
                lines[i] = lines[i] with { Filed = Prepare(report, questions.AnswersTo(named[i]), FreeText.Has(report) ? TextVault.Seal(keys!, used++, report) : null) };
        }

        return new ResolvedBatch(lines, keys);
    }

    /// <summary>Files a batch, in order. Batches of one sender come one after the other, so that a revision never overtakes what it revises.</summary>
    /// <param name="batch">The lines, resolved.</param>
    /// <param name="waitUntilApplied">Whether to answer only once the claims are applied.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Receipt>> FileAsync(ResolvedBatch batch, bool waitUntilApplied, CancellationToken cancellationToken)
    {
        await confirmAsync(cancellationToken);
        var lines = batch.Lines;
        var receipts = new Receipt[lines.Count];
        var byInbox = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < receipts.Length; i++)
        {
            if (lines[i].Key is not { } key)
            {
                receipts[i] = Refused(lines[i]);
                continue;
            }

            ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(byInbox, InboxShard.KeyOf(key), out _);
            (places ??= []).Add(i);
        }

        await Task.WhenAll(byInbox.Select(each => FileInAsync(each.Key, each.Value)));
        // What is sent again needs no second keys.
        if (batch.Keys is { } keys && !receipts.Any(static receipt => receipt.Outcome is ReceiptOutcome.Accepted))
            await texts.ForgetAsync(keys, cancellationToken);
        Tally.Add(receipts);
        refusals.Count(receipts);
        return receipts;

        async Task FileInAsync(string inbox, List<int> places)
        {
            var grain = grains.GetGrain<IInboxGrain>(inbox);
            if (!await HasRoomAsync(grain, cancellationToken))
            {
                foreach (var place in places)
                    receipts[place] = Unavailable(lines[place]);
                return;
            }

            var answers = await grain.FileAsync([.. places.Select(place => new InboxItem(lines[place].Filed, lines[place].Reading.Retraction) { Relay = caller.RelayFor(lines[place].Key!.Value.Agency) })], cancellationToken);
            for (var i = 0; i < places.Count; i++)
                receipts[places[i]] = Answered(lines[places[i]], answers[i]);
            if (waitUntilApplied)
                await grain.WaitUntilAppliedAsync(answers.Max(static answer => answer.Version), cancellationToken);
        }
    }

    private static async Task<bool> HasRoomAsync(IInboxGrain inbox, CancellationToken cancellationToken)
    {
        var room = inbox.WaitForRoomAsync(cancellationToken);
        if (room.IsCompletedSuccessfully)
            return true;
        try
        {
            await room.WaitAsync(s_patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // A JSON writer asks for four kilobytes at a time; kept by the thread and copied to size, a report costs what it is long.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_body;

    private FiledReport Prepare(Report report, SubjectId[] ids, SealedText? text)
    {
        var body = s_body ??= new ArrayBufferWriter<byte>(16 * 1024);
        body.ResetWrittenCount();
        var source = AgencyOf(report);
        var hash = ReportFact.Write(body, report, ids, source.Cluster ?? source.Id, text, caller.Actor, caller.RelayFor(report.Key.Agency)?.Agency);
        return new FiledReport(ReferenceResolution.Resolve(report, ids), hash, source.Cluster ?? source.Id, body.WrittenSpan.ToArray());
    }

    private Compounds.Agencies.Agency AgencyOf(Report report) =>
        report.Key.Agency == context.Filer.Id ? context.Filer : context.FindAgency(report.Key.Agency) ?? context.Filer;

    private Reader FilerOf(Report report) => new(report.Key.Agency, AgencyOf(report).Clearance);

    internal static Receipt Refused(ReadLine line) =>
        new(line.Line, line.Reading.Key, null, ReceiptOutcome.Invalid, line.Reading.Problems, line.Reading.Warnings);

    private static Receipt Unavailable(ReadLine line) => new(
        line.Line, line.Reading.Key, null, ReceiptOutcome.Unavailable,
        [new ReportProblem("", FilingRefusals.InboxFull.Code, "Your reports arrive faster than they can be applied. Send this line again in a moment.")], []);

    internal static Receipt Answered(ReadLine line, Filed answer) => new(
        line.Line, line.Key, answer.Outcome is ReceiptOutcome.Invalid ? null : answer.Revision, answer.Outcome,
        answer.Outcome is ReceiptOutcome.Invalid
            ? [new ReportProblem("/retract", FilingRefusals.UnknownReport.Code, $"You have filed no report '{line.Key!.Value.Id}'; a retraction names a report that was accepted before, and a relay takes back only what it relayed.")]
        : answer.Refusal is FilingRefusal.AnotherFiler
            ? [new ReportProblem("/report", FilingRefusals.FiledByAnother.Code, $"Report '{line.Key!.Value.Id}' was filed by its agency itself or by another relay; a relay revises only what it filed, so file this under another id.")]
        : answer.Outcome is ReceiptOutcome.Conflict
            ? [new ReportProblem("/revision", FilingRefusals.RevisionConflict.Code, $"This id is stored with other content as revision {answer.Revision}; to replace it send revision {answer.Revision + 1} or higher.")]
            : [],
        line.Reading.Warnings);

    /// <summary>Lines on their way into the inboxes, and the keys of their texts, if any has text.</summary>
    internal readonly record struct ResolvedBatch(IReadOnlyList<ReadLine> Lines, TextKeyBatch? Keys);

    /// <summary>One line after resolution.</summary>
    internal readonly record struct ReadLine(int Line, ReportReading Reading, FiledReport? Filed)
    {
        /// <summary>The report to be filed or taken back, or null when the line was refused.</summary>
        public ReportKey? Key => Filed?.Report.Key ?? Reading.Report?.Key ?? Reading.Retraction?.Key;
    }

    /// <summary>The distinct names in a batch, asked once each.</summary>
    private sealed class Questions
    {
        private readonly Dictionary<(SubjectKind Kind, string Name, string? Place, string Agency, string Tag), int> _places = [];
        private readonly List<NameQuestion> _questions = [];
        private readonly List<int> _ofReport = [];
        private SubjectId[] _answers = [];

        /// <summary>Adds the names of a report.</summary>
        /// <returns>The places of their questions, in the order of <see cref="ReferenceResolution.Unresolved"/>.</returns>
        public int[] Add(Report report, Reader filer)
        {
            _ofReport.Clear();
            foreach (var (reference, handling) in ReferenceResolution.Unresolved(report))
            {
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (reference.Kind, reference.Name!, reference.Place, report.Key.Agency, handling.VisibilityTag()), out var isAsked);
                if (!isAsked)
                {
                    place = _questions.Count;
                    _questions.Add(new NameQuestion(reference, filer, handling));
                }

                _ofReport.Add(place);
            }

            return [.. _ofReport];
        }

        public async Task AskAsync(IGrainFactory grains, CancellationToken cancellationToken)
        {
            _answers = new SubjectId[_questions.Count];
            await Task.WhenAll(Enumerable.Range(0, _questions.Count).GroupBy(place => DirectoryShard.KeyOf(_questions[place].Reference.Kind, _questions[place].Reference.Name!)).Select(async shard =>
            {
                int[] places = [.. shard];
                var answers = await grains.GetGrain<IDirectoryGrain>(shard.Key).ResolveAsync([.. places.Select(place => _questions[place])], cancellationToken);
                for (var i = 0; i < places.Length; i++)
                    _answers[places[i]] = answers[i];
            }).ToArray());
        }

        /// <summary>What these questions were answered.</summary>
        public SubjectId[] AnswersTo(int[] places)
        {
            var answers = new SubjectId[places.Length];
            for (var i = 0; i < places.Length; i++)
                answers[i] = _answers[places[i]];
            return answers;
        }
    }
}
