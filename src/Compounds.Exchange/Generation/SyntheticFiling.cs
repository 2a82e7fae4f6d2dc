namespace Compounds.Exchange.Generation;

/// <summary>Everything that decides the bytes of one report line, so that a duplicate is the same filing written again.</summary>
/// <param name="Number">The line that first filed the report; the report's id is made of it.</param>
/// <param name="Agency">The filing agency, from 0.</param>
/// <param name="Revision">The revision, from 1.</param>
/// <param name="EnvelopeKey">Decides grade, handling, narrative and the like.</param>
/// <param name="SubjectKey">Decides what the claims are about; revisions and copies share it with their source.</param>
/// <param name="ValueKey">Decides what the claims say; copies share it with their source.</param>
/// <param name="WrittenAt">When it was written, in UTC.</param>
/// <param name="ContentAt">When its claims were first written: the source's time for a copy.</param>
/// <param name="Cited">The report that it passes on, as agency and number; agency -1 when it is no copy.</param>
internal readonly record struct SyntheticFiling(
    long Number, int Agency, int Revision, ulong EnvelopeKey, ulong SubjectKey, ulong ValueKey, DateTime WrittenAt, DateTime ContentAt, (int Agency, long Number) Cited);
