using System.Buffers;
using System.Text;
using Compounds.Agencies;
using Compounds.Exchange.Generation;
using Compounds.Exchange.Intake;
using Compounds.Grains.Directory;
using Compounds.Grains.Inbox;
using Compounds.Grains.Texts;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Tests;

/// <summary>Files lines with the grains: reads them, resolves their names, seals their texts, and hands each inbox its share.</summary>
/// <param name="grains">The grains.</param>
/// <param name="clock">The time.</param>
/// <param name="texts">Seals the texts; null to file them as versions did that sealed none.</param>
internal sealed class FilingDesk(IGrainFactory grains, TimeProvider clock, TextVault? texts = null)
{
    /// <summary>The agencies that file here, and those of synthetic traffic.</summary>
    public static IReadOnlyList<Agency> Agencies { get; } =
    [
        new("pea", "Provincial Electricity Authority", Tlp.Amber, 'B', null), new("ngo", "Victim Support", Tlp.Clear, 'C', null),
        new("army", "Border Command", Tlp.Red, 'A', null), .. SyntheticAgency.All(12),
    ];

    /// <summary>Files lines in one go.</summary>
    /// <returns>One answer a line, in order.</returns>
    public async Task<IReadOnlyList<Filed>> FileAsync(params string[] lines)
    {
        var answers = new Filed[lines.Length];
        var items = await Task.WhenAll(lines.Select(ReadAsync));
        foreach (var inbox in Enumerable.Range(0, lines.Length).GroupBy(i => InboxShard.KeyOf(items[i].Key)))
        {
            var filed = await grains.GetGrain<IInboxGrain>(inbox.Key).FileAsync([.. inbox.Select(i => items[i].Item)]);
            foreach (var (i, answer) in inbox.Zip(filed))
                answers[i] = answer;
        }

        return answers;
    }

    /// <summary>Files lines that must all be accepted, and waits until they are applied.</summary>
    public async Task ApplyAsync(params string[] lines)
    {
        var answers = await FileAsync(lines);
        Assert.All(answers, static answer => Assert.Equal(ReceiptOutcome.Accepted, answer.Outcome));
        await WaitAsync(lines, answers);
    }

    /// <summary>Files lines and waits for those that were accepted.</summary>
    public async Task TryApplyAsync(params string[] lines) => await WaitAsync(lines, await FileAsync(lines));

    /// <summary>The report of a line, its names resolved, as an inbox is given it.</summary>
    public async Task<(ReportKey Key, InboxItem Item)> ReadAsync(string line)
    {
        var context = new FilingContext(Agencies[2], Agencies.Select(static agency => agency.Id).ToHashSet(), static id => Agencies.FirstOrDefault(agency => agency.Id == id), clock.GetUtcNow());
        var reading = ReportReader.Read(Encoding.UTF8.GetBytes(line), context);
        Assert.Empty(reading.Problems);
        if (reading.Retraction is { } retraction)
            return (retraction.Key, new InboxItem(null, retraction));
        var report = reading.Report!;
        var filer = context.FindAgency(report.Key.Agency)!;
        var ids = new List<SubjectId>();
        foreach (var (reference, handling) in ReferenceResolution.Unresolved(report))
        {
            ids.AddRange(await grains.GetGrain<IDirectoryGrain>(DirectoryShard.KeyOf(reference.Kind, reference.Name!))
                .ResolveAsync([new NameQuestion(reference, new Reader(filer.Id, filer.Clearance), handling)]));
        }

        var body = new ArrayBufferWriter<byte>();
        SealedText? text = null;
        if (texts is not null && FreeText.Has(report))
        {
            var keys = texts.Make(1);
            await texts.KeepAsync(keys, CancellationToken.None);
            text = TextVault.Seal(keys, 0, report);
        }

        var hash = ReportFact.Write(body, report, ids, filer.Cluster ?? filer.Id, text);
        return (report.Key, new InboxItem(new FiledReport(ReferenceResolution.Resolve(report, ids), hash, filer.Cluster ?? filer.Id, body.WrittenMemory), null));
    }

    private async Task WaitAsync(string[] lines, IReadOnlyList<Filed> answers)
    {
        foreach (var (line, answer) in lines.Zip(answers))
        {
            if (answer.Outcome is ReceiptOutcome.Accepted)
                await grains.GetGrain<IInboxGrain>(InboxShard.KeyOf((await ReadAsync(line)).Key)).WaitUntilAppliedAsync(answer.Version);
        }
    }
}
