import { askJson, type Schemas } from './api';

export type Card = Schemas['Card'];
export type Assessment = Schemas['Assessment'];
export type Kind = Schemas['SubjectKind'];
export type Value = Schemas['ValueBelief'];
export type Quantity = Schemas['QuantityBelief'];
export type LastReported = Schemas['LastReported'];

/** The times of a question: days in Indochina Time, whose end is meant; null for now and for all that may be seen. */
export type Times = { asOf: string | null; knownAt: string | null; publicBy: string | null };

export const sameTimes = (a: Times, b: Times): boolean =>
  a.asOf === b.asOf && a.knownAt === b.knownAt && a.publicBy === b.publicBy;

export const kinds: readonly Kind[] = ['compound', 'operator', 'crossing', 'infrastructure'] as Kind[];

const folder = (kind: string) => (kind === 'infrastructure' ? kind : `${kind}s`);

export const kindOf = (id: string): string => id.slice(0, id.indexOf(':'));

/** The path of a subject in the API, for example /v1/compounds/kk-park. */
export const pathOf = (id: string, part = ''): string => {
  const kind = kindOf(id);
  return `/v1/${folder(kind)}/${encodeURIComponent(id.slice(kind.length + 1))}${part}`;
};

/** A query string of what is given. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text && `?${text}`;
}

/** All cards of one kind that pass a filter, page after page. */
export async function listCards(kind: string, filter: Record<string, string | number | null>, times: Times, signal?: AbortSignal): Promise<Card[]> {
  const cards: Card[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Card[]; next: string | null } =
      await askJson(`/v1/${folder(kind)}${query({ limit: 10_000, ...filter, ...times, cursor })}`, { signal });
    cards.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return cards;
}
