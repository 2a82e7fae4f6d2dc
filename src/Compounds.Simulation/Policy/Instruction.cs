using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>What every command carries: its own id, who gives it and why.</summary>
/// <param name="CommandId">Names this command, 1 to 100 letters, digits and <c>. _ : -</c>; the same id a second time changes nothing.</param>
/// <param name="By">The member who gives it, for example <c>pea:member-3</c>.</param>
/// <param name="Why">The reason in words, 1 to 2,000 characters; names no person.</param>
/// <param name="Asked">A hash of the step that was asked for, with all that it says; null where the caller makes none.</param>
[GenerateSerializer, Immutable, Alias("policy/instruction")]
public sealed record Instruction([Id(0)] string CommandId, [Id(1)] string By, [Id(2)] string Why, [Id(3)] string? Asked = null)
{
    /// <summary>The longest command id.</summary>
    public const int MaxCommandIdLength = 100;

    /// <summary>The longest reason.</summary>
    public const int MaxReasonLength = 2000;

    private const string Punctuation = "._:-";

    /// <summary>Says what is wrong with the form.</summary>
    /// <returns>The refusal; nothing when all is well.</returns>
    internal PolicyRefusal? Check()
    {
        if (CommandId is not { Length: >= 1 and <= MaxCommandIdLength } || !CommandId.All(static c => char.IsAsciiLetterOrDigit(c) || Punctuation.Contains(c, StringComparison.Ordinal)))
            return new("command-id-malformed", "The command id is missing or malformed; give 1 to 100 letters, digits, dots, colons, hyphens or underscores.");
        if (!Member.IsId(By))
            return new("member-malformed", "Who gives the command is missing or malformed; give a member id such as pea:member-3, never a name.");
        if (string.IsNullOrWhiteSpace(Why))
            return new("reason-missing", "The reason is missing; say in a sentence why this step is taken.");
        return Why.Length > MaxReasonLength ? new("reason-too-long", "The reason is longer than 2,000 characters; shorten it.") : null;
    }
}

/// <summary>Who took a step, why and when: an instruction that was followed.</summary>
/// <param name="CommandId">The command that led to the fact.</param>
/// <param name="By">The member.</param>
/// <param name="Why">The reason.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Asked">The hash of the step that was asked for; null in facts that were stored without one.</param>
[GenerateSerializer, Immutable, Alias("policy/signature")]
public sealed record Signature([Id(0)] string CommandId, [Id(1)] string By, [Id(2)] string Why, [Id(3)] DateTimeOffset At, [Id(4)] string? Asked = null)
{
    /// <summary>Whether an instruction is the one that was followed, sent again: of the same person, for the same step.</summary>
    public bool IsOf(Instruction instruction) =>
        CommandId == instruction.CommandId && By == instruction.By && (Asked is null || instruction.Asked is null || Asked == instruction.Asked);
}
