namespace Compounds.Agencies;

/// <summary>What became of something asked of the register.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Grant">The grant that it waits for, or that was confirmed or refused; null without one.</param>
[GenerateSerializer, Immutable, Alias("value/register-answer")]
public sealed record RegisterAnswer([Id(0)] RegisterOutcome Outcome, [Id(1)] Grant? Grant = null);

/// <summary>What became of something asked of the register.</summary>
[GenerateSerializer, Alias("choice/register-outcome")]
public enum RegisterOutcome
{
    /// <summary>It holds now.</summary>
    Done,

    /// <summary>It waits for the word of another person.</summary>
    Waits,

    /// <summary>Who asks may not.</summary>
    Forbidden,

    /// <summary>Only a person may, and a key is a machine's.</summary>
    NotAPerson,

    /// <summary>This person said yes already; it takes another.</summary>
    SaidAlready,

    /// <summary>The agency, key or grant is not known; a grant may have ended.</summary>
    Unknown,

    /// <summary>Two keys of its label work already.</summary>
    NoRoom,
}

/// <summary>Who asks something of the register.</summary>
/// <param name="Agency">His agency.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="Actor">Who he is, as facts name him.</param>
/// <param name="IsPerson">Whether he is a member, who gives his word; a key is a machine's.</param>
public sealed record RegisterCaller(string Agency, Roles Roles, string Actor, bool IsPerson);
