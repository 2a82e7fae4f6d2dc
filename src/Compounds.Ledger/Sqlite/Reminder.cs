namespace Compounds.Ledger;

/// <summary>A wake-up that outlives the process. Unlike a fact it may be replaced and removed.</summary>
/// <param name="Grain">Who is woken; 1 to <see cref="LedgerLimits.MaxStreamNameLength"/> characters without control characters.</param>
/// <param name="Name">Its name among the wake-ups of that grain; of the same form.</param>
/// <param name="Hash">The place of the grain on the ring of those who wake.</param>
/// <param name="StartAt">The first time, in UTC.</param>
/// <param name="Period">The time between two.</param>
/// <param name="Tag">Changes whenever the wake-up is written.</param>
public sealed record Reminder(string Grain, string Name, uint Hash, DateTime StartAt, TimeSpan Period, string Tag);
