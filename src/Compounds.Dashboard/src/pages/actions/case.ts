import type { Action, Finding, Suggested } from './action';

/** The case as it is typed: an empty field is a number that nobody knows. */
export type People = { p10: number | null; p50: number | null; p90: number | null };
export type CaseDraft = {
  why: string;
  captives: ({ site: string } & People)[];
  feeders: ({ feeder: string; hospitals: number | null } & People)[];
  crossings: { crossing: string; screenedPerDay: number | null; shelterPlaces: number | null }[];
  notice: { audience: string; channel: string; hoursBefore: number | null }[];
  evidence: string[];
};

const nobody: People = { p10: null, p50: null, p90: null };
const whole = (people: People | null | undefined): People => (people ? { p10: Math.round(people.p10 ?? 0), p50: Math.round(people.p50 ?? 0), p90: Math.round(people.p90 ?? 0) } : { ...nobody });

/** The case of the last proposal, or what the live state knows. */
export function startOf(action: Action, known: Suggested): CaseDraft {
  const from = action.case ?? { captives: known.captives, feeders: known.feeders, crossings: known.crossings, notice: [], evidence: [] };
  return {
    why: '',
    captives: from.captives.map((each) => ({ site: each.site, ...whole(each.people) })),
    feeders: from.feeders.map((each) => ({ feeder: each.feeder, hospitals: each.hospitals, ...whole(each.population) })),
    crossings: from.crossings.map((each) => ({ ...each })),
    notice: from.notice.map((each) => ({ ...each })),
    evidence: from.evidence.map((each) => each.report),
  };
}

const spread = ({ p10, p50, p90 }: People) => (p10 === null || p50 === null || p90 === null ? null : { p10, p50, p90 });

/** The case as the server takes it. */
export const caseOf = (draft: CaseDraft) => ({
  captives: draft.captives.map((each) => ({ site: each.site, people: spread(each) })),
  feeders: draft.feeders.map((each) => ({ feeder: each.feeder, hospitals: each.hospitals, population: spread(each) })),
  crossings: draft.crossings.map(({ crossing, screenedPerDay, shelterPlaces }) => ({ crossing, screenedPerDay, shelterPlaces })),
  notice: draft.notice.map(({ audience, channel, hoursBefore }) => ({ audience, channel, hoursBefore: hoursBefore ?? -1 })),
  evidence: draft.evidence,
});

/** The parts of the gate, people held first, with the findings that belong to each. */
export const gateParts = [
  { name: 'captives', label: 'People held', codes: /^captive-/ },
  { name: 'feeders', label: 'Hospitals and residents behind each feeder', codes: /^(hospital|feeder)/ },
  { name: 'crossings', label: 'Crossings: screening and shelter', codes: /^crossing/ },
  { name: 'notice', label: 'Notice', codes: /^notice/ },
  { name: 'evidence', label: 'Evidence and consents', codes: /^(evidence|consent)/ },
] as const;

export const findingsOf = (findings: readonly Finding[], codes: RegExp): Finding[] => findings.filter((finding) => codes.test(finding.code));
