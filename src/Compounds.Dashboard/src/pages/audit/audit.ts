import type { Schemas } from '../../core/api';

export type Entry = Schemas['AuditEntryBody'];
export type Page = Schemas['AuditPageBody'];

/** The kinds of entries, with what they are called. */
export const kinds: readonly [string, string][] = [
  ['read', 'Reads'], ['sign-in', 'Sign-ins'], ['grant', 'Grants'], ['refusal', 'Refusals'], ['alarm', 'Alarms'],
];

const facts: Record<string, string> = {
  'session-started': 'Signed in',
  'sessions-ended': 'Signed out',
  'key-used': 'A key was used for the first time that day',
  'key-issued': 'A key was issued',
  'key-revoked': 'A key was revoked',
  'grant-requested': 'Something was asked for that takes two people',
  'grant-confirmed': 'A person said yes to what was asked for',
  'grant-refused': 'A person said no to what was asked for',
  'agency-registered': 'An agency was registered or changed',
  'mass-reading': 'One actor read very many documents within an hour',
  'wrong-keys': 'Very many wrong keys came from one network within ten minutes',
};

const operations: readonly [RegExp, string][] = [
  [/^ListAudit$/, 'The audit'],
  [/^ListReaders$/, 'Who read a report'],
  [/^GetReport$/, 'A report'],
  [/^ReadInEmergency$/, 'A report, by emergency access'],
  [/^(List|Search)Reports$/, 'A list of reports'],
  [/Evidence$/, 'The evidence of a subject'],
  [/^Get(Compound|Operator|Crossing|Infrastructure)/, 'A subject'],
  [/^List(Compound|Operator|Crossing|Infrastructure)$/, 'A list of subjects'],
  [/^GetLive$/, 'The live feed'],
  [/^GetGraph/, 'The graph'],
  [/Network/, 'The network'],
  [/(Scenario|Front)/, 'A simulation'],
  [/(PolicyAction|Case|Forecast|Harm|Evidence|Observation)/, 'A policy action'],
];

/** What an entry is about, in words that still have to be translated; null where only the name is known. */
export const wordsOf = (what: string): string | null =>
  facts[what] ?? operations.find(([pattern]) => pattern.test(what))?.[1] ?? null;
