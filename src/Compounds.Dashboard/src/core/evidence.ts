import { askJson, Problem } from './api';
import { pathOf, query, type Times } from './subjects';

/** A statement of a report about a subject, in words and in parts. */
export type EvidenceClaim = {
  ordinal: number; sentence: string; attribute: string; dimension: string | null; day: string | null; denied: boolean;
  observedAt: string;
};

export type EvidenceLink = { title: string; url: string | null; publisher: string | null; publishedOn: string | null };

/** A report as evidence about one subject, as this reader may see it. */
export type Evidence = {
  report: string; revision: number; retracted: string | null;
  title: string; narrative: string | null; language: string | null; links: EvidenceLink[];
  writtenAt: string; recordedAt: string; publicSince: string | null;
  grade: string; handling: { tlp: string; pap: string; audience: string[] };
  cites: string[]; claims: EvidenceClaim[]; isTextGone: boolean;
};

export type EvidencePage = { items: Evidence[]; next: string | null };

const pageSize = 100;

/** A page of the evidence about a subject, newest first; empty when nothing of it may be seen. */
export async function readEvidence(
  id: string, times: Partial<Times>, cursor: string | null, signal?: AbortSignal,
): Promise<EvidencePage> {
  try {
    const page = query({ ...times, limit: pageSize, cursor });
    return await askJson<EvidencePage>(pathOf(id, `/evidence${page}`), { signal });
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) return { items: [], next: null };
    throw failure;
  }
}

/** All evidence about a subject, page after page. */
export async function readAllEvidence(id: string, times: Partial<Times>, signal?: AbortSignal): Promise<Evidence[]> {
  const all: Evidence[] = [];
  let cursor: string | null = null;
  do {
    const page: EvidencePage = await readEvidence(id, times, cursor, signal);
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all;
}

/** The agency in the key of a report, which is "agency/id". */
export const agencyOf = (report: string): string => report.slice(0, report.indexOf('/'));

/** An origin in words: the agency of a report, or the label of a source outside. */
export const originText = (origin: string): string =>
  (origin.startsWith('origin:') ? origin.slice('origin:'.length) : agencyOf(origin)).replaceAll('-', ' ');
