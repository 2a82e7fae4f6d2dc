using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Inbox;

/// <summary>Hands what an inbox owes to its subjects, and tells cited reports who rests on them. Everything here is safe to repeat.</summary>
internal sealed class Handover(IGrainFactory grains, IntakePace pace, string inbox)
{
    /// <summary>Hands out a batch.</summary>
    /// <param name="batch">What is owed, in order of version.</param>
    /// <param name="settled">Every fact up to here has been taken by all its subjects.</param>
    /// <param name="stopping">Hands out no more; what is under way is no longer waited for.</param>
    /// <returns>What could not be handed over; nothing when all was taken.</returns>
    public async Task<IReadOnlyList<FailedHandover>> RunAsync(IReadOnlyList<PendingReport> batch, long settled, CancellationToken stopping)
    {
        var calls = new List<Task<FailedHandover?>>();
        foreach (var cited in batch.SelectMany(static pending => pending.Followings().Select(following => (pending.Version, following.Cited, following.Subjects))).GroupBy(static each => each.Cited))
            calls.Add(FollowAsync(cited.Key, [.. cited.SelectMany(static each => each.Subjects).Distinct()], [.. cited.Select(static each => each.Version)]));
        var bySubject = new Dictionary<SubjectId, List<DeliveredEvidence>>();
        foreach (var pending in batch)
        {
            foreach (var subject in pending.Subjects())
            {
                if (!bySubject.TryGetValue(subject, out var items))
                    bySubject[subject] = items = [];
                items.Add(new DeliveredEvidence(pending.Version, pending.EvidenceAbout(subject)));
            }
        }

        foreach (var (subject, items) in bySubject)
        {
            await pace.EnterAsync();
            if (stopping.IsCancellationRequested)
            {
                pace.Leave();
                break;
            }

            calls.Add(ApplyAsync(subject, new Delivery(inbox, items, settled)));
        }

        var outcomes = await Task.WhenAll(calls).WaitAsync(stopping);
        return [.. outcomes.OfType<FailedHandover>()];
    }

    private async Task<FailedHandover?> ApplyAsync(SubjectId subject, Delivery delivery)
    {
        try
        {
            // Not on the grain's scheduler: the room that is given back must not wait for the grain's turn.
            await grains.GetSubject(subject).ApplyAsync(delivery).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return new FailedHandover(subject, [.. delivery.Items.Select(static item => item.Version)], failure);
        }
        finally
        {
            pace.Leave();
        }
    }

    private async Task<FailedHandover?> FollowAsync(ReportKey cited, IReadOnlyList<SubjectId> subjects, IReadOnlyList<long> versions)
    {
        try
        {
            await grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(cited)).FollowAsync(cited.Id, subjects).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return new FailedHandover(null, versions, failure);
        }
    }
}

/// <summary>A part of a batch that was not taken.</summary>
/// <param name="Subject">The subject that did not take it; null when a cited report was not told.</param>
/// <param name="Versions">The versions of the facts concerned.</param>
/// <param name="Failure">Why.</param>
internal sealed record FailedHandover(SubjectId? Subject, IReadOnlyList<long> Versions, Exception Failure)
{
    /// <summary>The reason as it is stored and shown to the agency: never the text of the failure, which may quote what the agency may not see.</summary>
    public string Reason() => Failure switch
    {
        AppendTooLargeException => "too-large",
        InvalidDataException => "unreadable",
        _ => "fault",
    };
}
