using Compounds.Grains.Replicas;
using Compounds.Readers;
using Compounds.Simulation.Policy;
using Orleans.Concurrency;

namespace Compounds.Grains.Policy;

/// <summary>
/// One policy action on its way from a draft to a review. The key is its id, see <see cref="PolicyActions"/>. Every step is idempotent by its
/// command's id, so that asking again is safe. A reader who may not see the action gets null from everything, as if there were none.
/// </summary>
[Alias("grain/policy-action")]
public interface IPolicyActionGrain : IGrainWithStringKey
{
    /// <summary>Drafts the action, or drafts it anew before it is proposed.</summary>
    [Alias("draft")]
    Task<PolicyAnswer?> DraftAsync(Reader reader, Instruction instruction, PolicyDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Attaches the outcome of the drafted scenario.</summary>
    [Alias("attach-forecast")]
    Task<PolicyAnswer?> AttachForecastAsync(Reader reader, Instruction instruction, CancellationToken cancellationToken = default);

    /// <summary>Puts the action to the vote. PAP levels, filing agencies, sign-offs and consents are looked up, whatever the case says.</summary>
    [Alias("propose")]
    Task<PolicyAnswer?> ProposeAsync(Reader reader, Instruction instruction, DoNoHarmCase harm, IReadOnlyList<string> evidence, CancellationToken cancellationToken = default);

    /// <summary>What the do-no-harm gate would find on a case, were it proposed now. Records nothing.</summary>
    [Alias("check"), AlwaysInterleave]
    Task<PolicyCheck?> CheckAsync(Reader reader, DoNoHarmCase harm, IReadOnlyList<string> evidence, CancellationToken cancellationToken = default);

    /// <summary>Takes a step that needs nothing but its command: sign off, consent, approve, send back, withdraw, carry out, observe.</summary>
    /// <exception cref="ArgumentException">The command drafts, simulates, proposes, reviews or is about the marking, which have steps of their own.</exception>
    [Alias("take")]
    Task<PolicyAnswer?> TakeAsync(Reader reader, PolicyActionCommand command, CancellationToken cancellationToken = default);

    /// <summary>Lets what the action takes from reports of the caller's agency be shown further than they may be.</summary>
    /// <param name="reader">Who asks; a reader of the agency.</param>
    /// <param name="instruction">The command.</param>
    /// <param name="to">How far.</param>
    /// <param name="report">The report that the action names, agency/id; null for what its scenario rests on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("declassify")]
    Task<PolicyAnswer?> DeclassifyAsync(Reader reader, Instruction instruction, Handling to, string? report, CancellationToken cancellationToken = default);

    /// <summary>Lowers the marking, once each agency whose reports keep it up has declassified.</summary>
    [Alias("lower-marking")]
    Task<PolicyAnswer?> LowerMarkingAsync(Reader reader, Instruction instruction, Handling to, CancellationToken cancellationToken = default);

    /// <summary>Scores the frozen forecast against what was observed, and closes the action.</summary>
    [Alias("review")]
    Task<PolicyAnswer?> ReviewAsync(Reader reader, Instruction instruction, CancellationToken cancellationToken = default);

    /// <summary>The action with its history.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<PolicyRecord?> ReadAsync(Reader reader, CancellationToken cancellationToken = default);

    /// <summary>What the frozen samples say after what was observed: near ones count more.</summary>
    /// <returns>The reweighting, or why there is none; null when the reader may not see the action.</returns>
    [Alias("reweight"), AlwaysInterleave]
    Task<PolicyReweighting?> ReweightAsync(Reader reader, CancellationToken cancellationToken = default);
}

/// <summary>
/// Keeps the list of policy actions. There is one, with the key <c>task-force</c>. Requests read the replica of their own silo, a
/// <c>Replica&lt;PolicyList&gt;</c>, and never wait for this grain.
/// </summary>
[Alias("grain/policy-directory")]
public interface IPolicyDirectoryGrain : IGrainWithStringKey
{
    /// <summary>An action was drafted, or its marking was lowered. Once answered, every later list finds it so.</summary>
    [Alias("add"), AlwaysInterleave]
    Task AddAsync(PolicyEntry entry, CancellationToken cancellationToken = default);

    /// <summary>The actions that a reader may see, newest first.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="after">The last entry of the page before; null for the first. It names a time and an id, never a place, which would count what is hidden.</param>
    /// <param name="limit">The most entries wanted, at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<PolicyEntry>> ListAsync(Reader reader, PolicyPosition? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Lets a replica be told at once of the next write.</summary>
    /// <param name="version">What the replica holds.</param>
    /// <param name="follower">
    /// Told once, unless the answer is already above <paramref name="version"/>. It follows again after that.
    /// </param>
    /// <param name="silo">The silo of the follower.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version of the list.</returns>
    [Alias("follow"), AlwaysInterleave]
    Task<long> FollowAsync(long version, IReplicaObserver follower, SiloAddress silo, CancellationToken cancellationToken = default);
}
