import { untrack } from 'svelte';
import { Problem } from '../core/api';
import { listen, type LiveState } from '../core/live';
import { byCode } from '../core/order';
import { kinds, listCards, sameTimes, type Card, type Times } from '../core/subjects';
import { onward } from '../core/time';
import { checkSession } from './session.svelte';
import { settings } from './settings.svelte';
import { complain } from './toasts.svelte';
import { t } from './text.svelte';

/** What one change did, for the list of changes. */
export type Change = { card: Card; before: Card | null; at: string };

const keptChanges = 200;
const foldMilliseconds = 250;
/** A day read ahead is forgotten after this: a report that came since may tell of it. */
const aheadMilliseconds = 60_000;

let cards = $state.raw<ReadonlyMap<string, Card>>(new Map());
let reads = $state(0);
let changes = $state.raw<readonly Change[]>([]);
let state = $state<'loading' | 'ready' | 'failed'>('loading');
let problem = $state.raw<Problem | null>(null);
let live = $state<LiveState>('reconnecting');
let heardAt = $state(0);
let isPaused = $state(false);
let waiting = $state.raw<Card[]>([]);
let isNow = true;
let asked: Times = { asOf: null, knownAt: null, publicBy: null };
let current = new Map<string, Card>();
/** Cards received live since the current read began; they may be newer than its result. */
let heard = new Map<string, Card>();
let foldTimer = 0;
let reading: AbortController | null = null;
let ahead: { times: Times; lists: Promise<Card[][] | null>; at: number; stop: AbortController } | null = null;
const watchers = new Set<(changed: readonly Card[]) => void>();

/** The live picture: every card this reader may see, kept up to date by the stream. */
export const picture = {
  get cards() { return cards; },
  /** How often everything was read anew; between two readings the cards differ only by changes heard. */
  get reads() { return reads; },
  get list(): Card[] { return [...cards.values()]; },
  get changes() { return changes; },
  get state() { return state; },
  get problem() { return problem; },
  get live() { return live; },
  get heardAt() { return heardAt; },
  get isPaused() { return isPaused; },
  get waiting() { return waiting.length; },
};

/** Tells of changed cards at once, before they are folded into the whole. */
export function watch(tell: (changed: readonly Card[]) => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export function pause(): void {
  isPaused = !isPaused;
  if (isPaused) return;
  const missed = waiting;
  waiting = [];
  take(missed);
}

/** Reads everything at the times asked for. The last question wins. */
export async function readPicture(times: Times): Promise<void> {
  reading?.abort();
  const mine = (reading = new AbortController());
  heard = new Map();
  const next = onward(asked, times);
  [isNow, asked] = [!times.asOf && !times.knownAt && !times.publicBy, times];
  if (untrack(() => state) === 'failed') state = 'loading';
  try {
    const lists = await readAhead(times) ?? await readLists(times, mine.signal);
    if (mine.signal.aborted) return;
    const read = newest(lists.flat());
    current = new Map(read.map((card) => [card.id as string, card]));
    cards = new Map(current);
    reads++;
    const told = new Map(changes.map((change) => [keyOf(change.card), change]));
    changes = read.toSorted((a, b) => byCode(b.changedAt, a.changedAt)).slice(0, keptChanges)
      .map((card) => told.get(keyOf(card)) ?? { card, before: null, at: card.changedAt });
    [state, problem] = ['ready', null];
    if (next && !settings.isLight) lookAhead(next);
  } catch (failure) {
    if (mine.signal.aborted) return;
    if (!(failure instanceof Problem)) throw failure;
    if (current.size > 0) complain(t('Not up to date: {reason}', { reason: failure.message || t('the server does not answer') }));
    else [state, problem] = ['failed', failure];
  }
}

/** Merges the result of a read with the cards received meanwhile, keeping the newer of each. */
function newest(read: Card[]): Card[] {
  if (!isNow || heard.size === 0) return read;
  const all = new Map(read.map((card) => [card.id as string, card]));
  for (const [id, card] of heard) {
    const before = all.get(id);
    if (!before || before.changedAt <= card.changedAt) all.set(id, card);
  }
  return [...all.values()];
}

const readLists = (times: Times, signal: AbortSignal) => Promise.all(kinds.map((kind) => listCards(kind, {}, times, signal)));

/** Who steps through days goes on: the next one is asked for while this one is looked at. */
function lookAhead(times: Times): void {
  ahead?.stop.abort();
  const stop = new AbortController();
  ahead = { times, lists: readLists(times, stop.signal).catch(() => null), at: Date.now(), stop };
}

/** What was read ahead of these times; null when nothing was. */
function readAhead(times: Times): Promise<Card[][] | null> | null {
  const found = ahead;
  ahead = null;
  if (found && sameTimes(found.times, times) && Date.now() - found.at < aheadMilliseconds) return found.lists;
  found?.stop.abort();
  return null;
}

/** What tells one change from another: the subject, and when it changed. */
const keyOf = (card: Card) => `${card.id} ${card.changedAt}`;

function take(changed: Card[]): void {
  if (changed.length === 0 || !isNow) return;
  const news = new Map<string, Change>();
  for (const card of changed) {
    const before = current.get(card.id) ?? null;
    // What was read a moment ago may be newer than what was on its way then.
    if (before && before.changedAt > card.changedAt) continue;
    current.set(card.id, card);
    heard.set(card.id, card);
    // A card that is told again, because an hour passed or the list was read meanwhile, is still the same change.
    const told = before?.changedAt === card.changedAt
      ? news.get(keyOf(card)) ?? changes.find((change) => keyOf(change.card) === keyOf(card)) : undefined;
    news.set(keyOf(card), { card, before: told ? told.before : before, at: card.changedAt });
  }
  changes = [...[...news.values()].reverse(), ...changes.filter((change) => !news.has(keyOf(change.card)))].slice(0, keptChanges);
  for (const tell of watchers) tell(changed);
  foldTimer ||= window.setTimeout(() => { foldTimer = 0; cards = new Map(current); }, foldMilliseconds);
}

/** Keeps the picture up to date until the answer is called. */
export function follow(reader: string): () => void {
  return listen(reader, ({ card }) => {
    if (isPaused) waiting = [...waiting, card as Card];
    else take([card as Card]);
  }, () => {
    waiting = [];
    void readPicture(asked);
  }, (next, at) => {
    [live, heardAt] = [next, at];
    if (next === 'live' && state === 'failed') void readPicture(asked);
  }, () => void checkSession());
}

/** Forgets everything, when one signs out. */
export function forget(): void {
  reading?.abort();
  ahead?.stop.abort();
  ahead = null;
  current = new Map();
  [cards, changes, state] = [new Map(), [], 'loading'];
}
