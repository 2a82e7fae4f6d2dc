namespace Compounds.Cli.Pushing;

/// <summary>What became of the lines that were pushed.</summary>
internal sealed class PushTally
{
    private readonly SortedDictionary<string, long> _warnings = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _problems = new(StringComparer.Ordinal);

    /// <summary>Lines newly stored.</summary>
    public long Accepted { get; private set; }

    /// <summary>Lines that were stored before.</summary>
    public long Duplicate { get; private set; }

    /// <summary>Lines whose id is taken by other content.</summary>
    public long Conflict { get; private set; }

    /// <summary>Lines that break a rule.</summary>
    public long Invalid { get; private set; }

    /// <summary>Every line with a lasting receipt.</summary>
    public long Lines => Accepted + Duplicate + Refused;

    /// <summary>Lines that were refused.</summary>
    public long Refused => Conflict + Invalid;

    /// <summary>Warnings by code.</summary>
    public IReadOnlyDictionary<string, long> Warnings => _warnings;

    /// <summary>Problems by code.</summary>
    public IReadOnlyDictionary<string, long> Problems => _problems;

    /// <summary>Counts a lasting receipt.</summary>
    public void Count(PushReceipt receipt)
    {
        switch (receipt.Outcome)
        {
            case "accepted":
                Accepted++;
                break;
            case "duplicate":
                Duplicate++;
                break;
            case "conflict":
                Conflict++;
                break;
            case "invalid":
                Invalid++;
                break;
            default:
                throw new CommandException($"The server gave the outcome '{receipt.Outcome}', which this version does not know.");
        }

        CountCodes(_warnings, receipt.Warnings);
        CountCodes(_problems, receipt.Problems);
    }

    private static void CountCodes(SortedDictionary<string, long> counts, PushProblem[]? problems)
    {
        foreach (var problem in problems ?? [])
            counts[problem.Code ?? "unknown"] = counts.GetValueOrDefault(problem.Code ?? "unknown") + 1;
    }
}
